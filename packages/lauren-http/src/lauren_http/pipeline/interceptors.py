"""Interceptors stand around one handler, after the guards (contract H-156).

Rule: `handle()` always gives a `Response`, whatever an inner interceptor returned.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from lauren_http.context import CallHandler, ExecutionContext, Handler
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.response import Response

__all__ = ["intercept"]


def intercept(
    interceptors: Sequence[Provided],
    innermost: Handler,
    context_for: Callable[[Request], ExecutionContext],
    convert: Callable[[object], Response],
) -> Handler:
    """Put the interceptors around a handler; the first is outermost."""
    handler = innermost
    for interceptor in reversed(interceptors):
        handler = _around(interceptor, handler, context_for, convert)
    return handler


def _around(
    interceptor: Provided,
    inner: Handler,
    context_for: Callable[[Request], ExecutionContext],
    convert: Callable[[object], Response],
) -> Handler:
    async def handler(request: Request) -> Response:
        instance: Any = (
            interceptor.constant() if interceptor.is_constant else await interceptor.instance(request)
        )
        result = instance.intercept(context_for(request), CallHandler(lambda: inner(request)))
        if inspect.isawaitable(result):
            result = await result
        return result if isinstance(result, Response) else convert(result)

    return handler
