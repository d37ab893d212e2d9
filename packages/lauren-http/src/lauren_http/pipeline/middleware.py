"""Middlewares become layers: `Layer = (Handler) -> Handler`, as in tower (contract H-151 … H-153).

Rule: composed when the application starts; a request walks the finished chain.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from lauren_http.context import Handler
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.response import Response

__all__ = ["stack"]


def stack(middlewares: Sequence[Provided], innermost: Handler) -> Handler:
    """Put the middlewares around a handler; the first is outermost."""
    handler = innermost
    for middleware in reversed(middlewares):
        handler = _around(middleware, handler)
    return handler


def _around(middleware: Provided, call_next: Handler) -> Handler:
    cls = middleware.cls
    if not middleware.is_constant:

        async def built(request: Request) -> Response:
            instance: Any = await middleware.instance(request)
            return _checked(await instance.dispatch(request, call_next), cls)

        return built
    constant: Any = middleware.constant()
    dispatch: Callable[[Request, Handler], Awaitable[object]] = constant.dispatch

    async def layer(request: Request) -> Response:
        return _checked(await dispatch(request, call_next), cls)

    return layer


def _checked(result: object, cls: type) -> Response:
    if isinstance(result, Response):
        return result
    raise TypeError(f"`{cls.__name__}.dispatch` must return a Response, not `{type(result).__name__}`")
