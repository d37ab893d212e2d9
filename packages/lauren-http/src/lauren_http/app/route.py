"""A compiled route: its plan, and its function in the two forms a request may need.

Rule: frozen once the application has started; `bind()` is the last write.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, final

from lauren_http.app.send import send_response
from lauren_http.asgi import Receive, Scope, Send
from lauren_http.codegen import Program, Recipe, endpoint_program, handler_program
from lauren_http.context import Handler
from lauren_http.decorators.metadata import ControllerMeta, RouteMeta
from lauren_http.encoders import JSONEncoder
from lauren_http.extract.plan import ParamPlan
from lauren_http.pipeline.guards import forbid, guard_allows
from lauren_http.pipeline.interceptors import intercept
from lauren_http.pipeline.middleware import stack
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.request_scope import close_scope
from lauren_http.response import Response
from lauren_http.routing import RouteEntry

__all__ = ["Endpoint", "Route", "RoutePlan"]

Endpoint = Callable[[Scope, Receive, Send, dict[str, str]], Awaitable[None]]


@final
@dataclass(frozen=True, slots=True)
class RoutePlan:
    """What startup knows about a route; what the API document and `explain` read.

    Attributes:
        method: upper case.
        template: full path, `/users/{id}`.
        handler: the underlying function.
        handler_class: its controller, `None` for plain functions.
        owning_module: the module that lists the controller.
        params: the planned arguments, in signature order.
        returns: the resolved return annotation, `MISSING` without one.
        route_meta: what the verb decorator stored.
        controller_meta: what `@controller` stored.
        guards: global, controller and route guards, in the order they run.
        interceptors: likewise.
        middlewares: controller and route middlewares.
        metadata: controller's `@set_metadata` updated by the route's.
        include_in_schema: whether the API document shows it.
        encoder: the effective JSON encoder.
        entry: the router's entry.
    """

    method: str
    template: str
    handler: Callable[..., object]
    handler_class: type | None
    owning_module: type | None
    params: tuple[ParamPlan, ...]
    returns: object
    route_meta: RouteMeta | None
    controller_meta: ControllerMeta | None
    guards: tuple[type, ...]
    interceptors: tuple[type, ...]
    middlewares: tuple[type, ...]
    metadata: Mapping[str, object]
    include_in_schema: bool
    encoder: JSONEncoder
    entry: RouteEntry


@final
class Route:
    """A plan and its generated functions."""

    __slots__ = ("_interceptors", "_middlewares", "_program", "_recipe", "_respond", "endpoint", "plan")

    def __init__(
        self,
        plan: RoutePlan,
        recipe: Recipe,
        middlewares: tuple[Provided, ...],
        interceptors: tuple[Provided, ...],
    ) -> None:
        self.plan = plan
        self._recipe = recipe
        self._middlewares = middlewares
        self._interceptors = interceptors
        self._respond: Handler | None = None
        self._program: Program | None = None if self.is_layered else endpoint_program(recipe)
        self.endpoint: Endpoint = self._layered if self._program is None else self._program.function

    @property
    def is_layered(self) -> bool:
        """Whether something stands around the handler, so that a `Request` must travel through it."""
        return bool(self._middlewares or self._interceptors)

    @property
    def source(self) -> str:
        """The generated function's source text."""
        program = self._program or handler_program(self._recipe, guarded=not self._interceptors)
        return program.source

    def bind(self) -> None:
        """Bind singletons; called when the application starts, after they were built."""
        if self._program is not None:
            self._program.bind()
        if self.is_layered:
            self._respond = self._build_respond()

    async def respond(self, request: Request) -> Response:
        """Answer a matched request; every error is rendered (contract H-153)."""
        if self._respond is None:
            self._respond = self._build_respond()
        request._route = self.plan.entry
        try:
            return await self._respond(request)
        except Exception as error:  # the error table is the one way out
            return await self._recipe.errors.answer(error, request)

    async def _layered(self, scope: Scope, receive: Receive, send: Send, values: dict[str, str]) -> None:
        request = self._recipe.around.request(scope, receive, values)
        try:
            await send_response(await self.respond(request), scope, receive, send)
        finally:
            await close_scope(request)

    def _build_respond(self) -> Handler:
        program = handler_program(self._recipe, guarded=not self._interceptors)
        program.bind()
        handler: Handler = program.function
        if self._interceptors:
            chain = intercept(self._interceptors, handler, self._recipe.around.context, self._recipe.convert)
            handler = self._guarded(chain)
        return stack(self._middlewares, handler)

    def _guarded(self, inner: Handler) -> Handler:
        guards = self._recipe.guards
        if not guards:
            return inner

        async def handler(request: Request) -> Response:
            context = self._recipe.around.context(request)
            for guard in guards:
                instance: Any = guard.constant() if guard.is_constant else await guard.instance(request)
                if not await guard_allows(instance, context):
                    forbid(guard.cls)
            return await inner(request)

        return handler
