"""One route's plan → one Python function with only the steps that route needs.

Rule: the plan is the truth; this module only decides which lines it takes to run it.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, final

from lauren_core import Resolver, Scope
from lauren_http.app.send import send_response
from lauren_http.codegen.emitter import Emitter, Program
from lauren_http.codegen.readers import AsgiReader, Reader, RequestReader, Surroundings
from lauren_http.encoders import JSONEncoder
from lauren_http.extract.plan import ParamPlan
from lauren_http.pipeline.exceptions import ErrorTable
from lauren_http.pipeline.guards import forbid, guard_allows, is_truthy
from lauren_http.pipeline.provided import Provided
from lauren_http.pipeline.threads import run_sync
from lauren_http.response import Response

__all__ = ["Call", "Recipe", "endpoint_program", "handler_program"]

_JSON_TYPE: Final = (b"content-type", b"application/json")


@final
@dataclass(frozen=True, slots=True)
class Call:
    """How the handler is called.

    Attributes:
        target: instance → the bound callable; the callable itself for plain functions (`controller` is `None`).
        controller: the controller seen from its module.
        is_async: awaited on the loop; otherwise it runs in a worker thread.
        direct: called without awaiting (an async generator function).
    """

    target: Callable[[object], Callable[..., object]]
    controller: Provided | None
    is_async: bool
    direct: bool


@final
@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a route's function is made of."""

    label: str
    around: Surroundings
    params: tuple[ParamPlan, ...]
    guards: tuple[Provided, ...]
    call: Call
    convert: Callable[[object], Response]
    encoder: JSONEncoder
    json_type: type | None
    status: int
    errors: ErrorTable

    @property
    def resolvers(self) -> list[Resolver]:
        """The resolvers a request runs."""
        found: list[Any] = [
            param.step.fetch.key for param in self.params if param.step.fetch.kind == "resolve"
        ]
        found += [guard.resolver for guard in self.guards]
        if self.call.controller is not None:
            found.append(self.call.controller.resolver)
        return [resolver for resolver in found if resolver.scope is not Scope.SINGLETON]

    @property
    def needs_request(self) -> bool:
        """Whether something reads the `Request` itself."""
        kinds = {param.step.fetch.kind for param in self.params}
        return bool(
            self.guards
            or kinds & {"request", "context", "state"}
            or any(resolver.needs_values for resolver in self.resolvers)
        )

    @property
    def needs_closing(self) -> bool:
        """Whether something built for the request must be torn down."""
        return any(resolver.needs_closing for resolver in self.resolvers)


def endpoint_program(recipe: Recipe) -> Program:
    """`async endpoint(scope, receive, send, values)`: from the ASGI scope to the last `send`."""
    out = Emitter()
    reader = AsgiReader(out, recipe.around, needs_request=recipe.needs_request)
    if recipe.needs_request:
        reader.request()
    if not recipe.needs_closing:
        _emit_endpoint_body(out, reader, recipe)
    else:
        scope = reader.scope()
        with out.block("try:"):
            _emit_endpoint_body(out, reader, recipe)
        with out.block("finally:"):
            out.line(f"await {scope}.aclose()")
    return out.finish(reader.signature, recipe.label)


def handler_program(recipe: Recipe, *, guarded: bool = True) -> Program:
    """`async endpoint(request) -> Response`: the same steps for use inside middlewares and interceptors."""
    out = Emitter()
    reader = RequestReader(out, recipe.around, needs_request=True)
    if guarded:
        _emit_guards(out, reader, recipe)
    _emit_call(out, reader, recipe)
    out.line(f"return {out.constant(recipe.convert)}(result)")
    return out.finish(reader.signature, recipe.label)


def _emit_endpoint_body(out: Emitter, reader: AsgiReader, recipe: Recipe) -> None:
    with out.block("try:"):
        _emit_guards(out, reader, recipe)
        _emit_call(out, reader, recipe)
        _emit_conversion(out, recipe)
    with out.block("except Exception as error:"):
        _emit_failure(out, recipe, reader.request() if recipe.needs_request else None)
    _emit_sending(out, recipe)


def _emit_guards(out: Emitter, reader: Reader, recipe: Recipe) -> None:
    for guard in recipe.guards:
        refuse = f"{out.constant(forbid)}({out.constant(guard.cls)})"
        context = reader.context()
        if guard.is_constant and inspect.iscoroutinefunction(getattr(guard.cls, "can_activate", None)):
            ask = out.late(lambda guard=guard: guard.constant().can_activate, "g")  # type: ignore[misc]  # bound now
            answer = out.name("a")
            out.line(f"{answer} = await {ask}({context})")
            allows = f"{answer} is True or await {out.constant(is_truthy)}({answer})"
        else:
            instance = reader.resolve(guard.resolver)
            allows = f"await {out.constant(guard_allows)}({instance}, {context})"
        with out.block(f"if not ({allows}):"):
            out.line(refuse)


def _emit_call(out: Emitter, reader: Reader, recipe: Recipe) -> None:
    target = _emit_target(out, reader, recipe.call)
    positional = [_emit_argument(out, reader, param) for param in recipe.params if not param.keyword_only]
    keywords = [
        f"{out.constant(param.name)}: {_emit_argument(out, reader, param)}"
        for param in recipe.params
        if param.keyword_only
    ]
    arguments = ", ".join(positional + ([f"**{{{', '.join(keywords)}}}"] if keywords else []))
    out.line(f"result = {_call_expression(out, recipe.call, target, arguments)}")


def _call_expression(out: Emitter, call: Call, target: str, arguments: str) -> str:
    if call.direct:
        return f"{target}({arguments})"
    if call.is_async:
        return f"await {target}({arguments})"
    return f"await {out.constant(run_sync)}({target}{', ' + arguments if arguments else ''})"


def _emit_target(out: Emitter, reader: Reader, call: Call) -> str:
    controller = call.controller
    if controller is None:
        return out.constant(call.target(None), "h")
    if controller.is_constant:
        return out.late(lambda: call.target(controller.constant()), "h")
    instance = reader.resolve(controller.resolver)
    target = out.name("h_")
    out.line(f"{target} = {out.constant(call.target)}({instance})")
    return target


def _emit_argument(out: Emitter, reader: Reader, param: ParamPlan) -> str:
    step = param.step
    raw = reader.expression(step.fetch)
    value = out.name("v")
    if step.fallback is None:
        out.line(f"{value} = {_converted(out, step.convert, raw)}")
        return value
    read = out.name("r")
    fallback = out.constant(step.fallback, "m")
    out.line(f"{read} = {raw}")
    out.line(f"{value} = {fallback}() if {read} is None else {_converted(out, step.convert, read)}")
    return value


def _converted(out: Emitter, convert: Callable[..., object] | None, raw: str) -> str:
    return raw if convert is None else f"{out.constant(convert, 'c')}({raw})"


def _emit_conversion(out: Emitter, recipe: Recipe) -> None:
    # PERF: inproc W1/W2: the annotated JSON type is encoded straight into the body, no Response object is made.
    if recipe.json_type is None:
        out.line("body = None")
        out.line(f"response = {out.constant(recipe.convert)}(result)")
        return
    with out.block(f"if result.__class__ is {out.constant(recipe.json_type, 't')}:"):
        out.line(f"body = {out.constant(recipe.encoder.encode_compact)}(result)")
    with out.block("else:"):
        out.line("body = None")
        out.line(f"response = {out.constant(recipe.convert)}(result)")


def _emit_failure(out: Emitter, recipe: Recipe, request: str | None) -> None:
    out.line("body = None")
    if request is None:
        request = f"{out.constant(recipe.around.request)}(scope, receive, values)"
    out.line(f"response = await {out.constant(recipe.errors.answer)}(error, {request})")


def _emit_sending(out: Emitter, recipe: Recipe) -> None:
    with out.block("if body is None:"):
        out.line(f"await {out.constant(send_response)}(response, scope, receive, send)")
    if recipe.json_type is None:
        return
    with out.block("else:"):
        kind = out.constant(_JSON_TYPE)
        headers = f"[{kind}, (b'content-length', b'%d' % len(body))]"
        out.line(
            f"await send({{'type': 'http.response.start', 'status': {recipe.status:d}, 'headers': {headers}}})"
        )
        out.line("await send({'type': 'http.response.body', 'body': body})")
