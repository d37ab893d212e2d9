"""Result conversion: what a handler may return."""

from lauren_http.results.convert import Converter

__all__ = ["Converter"]
