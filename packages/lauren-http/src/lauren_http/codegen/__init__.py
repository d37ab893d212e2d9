"""Code generation: how a route's plan becomes one Python function."""

from lauren_http.codegen.emitter import Program
from lauren_http.codegen.readers import Surroundings
from lauren_http.codegen.route import Call, Recipe, endpoint_program, handler_program

__all__ = ["Call", "Program", "Recipe", "Surroundings", "endpoint_program", "handler_program"]
