"""What guards, interceptors and extractors see of a request: the execution context and the rest of the chain.

Rule: one `ExecutionContext` per request, built only for routes in which something reads it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, final, runtime_checkable

from lauren_http.request import Request
from lauren_http.response import Response

__all__ = [
    "CallHandler",
    "CallNext",
    "ExecutionContext",
    "GuardProtocol",
    "Handler",
    "InterceptorProtocol",
    "Layer",
    "MiddlewareProtocol",
]

#: The one shape everything between routing and sending has.
Handler = Callable[[Request], Awaitable[Response]]
#: Middleware, as in tower: takes a handler, returns a handler.
Layer = Callable[[Handler], Handler]
#: What a middleware's `dispatch` gets as `call_next`.
CallNext = Handler


@dataclass(slots=True)
class ExecutionContext:
    """The matched route of one request (contract H-72).

    Attributes:
        request: the live request.
        handler_class: the controller class, `None` for plain functions.
        handler_func: the underlying handler function.
        route_template: for example `"/users/{id}"`.
        metadata: `@set_metadata` of the controller updated by the handler's; a copy of this request's own.
    """

    request: Request
    handler_class: type | None = None
    handler_func: Callable[..., object] | None = None
    route_template: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)

    def get_metadata(self, key: str, default: object = None) -> object:
        """The value stored by `@set_metadata(key, …)`, or `default`."""
        return self.metadata.get(key, default)


@final
class CallHandler:
    """What an interceptor gets: `await call_handler.handle()` runs the rest of the chain (contract H-156)."""

    __slots__ = ("_rest",)

    def __init__(self, rest: Callable[[], Awaitable[object]]) -> None:
        self._rest = rest

    async def handle(self) -> object:
        """Run the inner interceptors, extraction and the handler; over HTTP the answer is always a `Response`."""
        return await self._rest()


@runtime_checkable
class GuardProtocol(Protocol):
    """Decides whether a request may go on; truthy means yes. May be sync or async."""

    def can_activate(self, context: ExecutionContext) -> bool | Awaitable[bool]:
        """Whether the request may go on."""
        ...


@runtime_checkable
class InterceptorProtocol(Protocol):
    """Stands around one handler and sees its route."""

    async def intercept(self, context: ExecutionContext, call_handler: CallHandler) -> object:
        """Do something before and after `await call_handler.handle()`; the result is coerced to a `Response`."""
        ...


@runtime_checkable
class MiddlewareProtocol(Protocol):
    """Stands around everything inside it and sees requests and responses only."""

    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        """Return a response, usually `await call_next(request)`."""
        ...
