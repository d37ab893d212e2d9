"""One way out for every failure: route → controller → global handlers → envelope (contract H-157 … H-160).

Rule: a failure is answered exactly once; a failing exception handler is not offered to another.
"""

import inspect
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, final

from lauren_core import DIContainer, Logger
from lauren_core.spi import own
from lauren_http.decorators.metadata import EXCEPTION_HANDLER_META, ExceptionHandlerMeta
from lauren_http.errors import HTTPError, MethodNotAllowedError
from lauren_http.extract.binder import Binder
from lauren_http.extract.plan import plan_parameters
from lauren_http.pipeline.envelope import Envelope
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.request_scope import scope_of
from lauren_http.response import Response

__all__ = ["Catcher", "ErrorTable", "catcher_of"]

_log = logging.getLogger("lauren")
_Catch = Callable[[Exception, Request], Awaitable[object]]


@final
@dataclass(frozen=True, slots=True)
class Catcher:
    """One attached exception handler: the types it claims and how it is called."""

    name: str
    types: tuple[type[BaseException], ...]
    catch: _Catch


@final
class ErrorTable:
    """What happens to an exception that leaves a stage.

    Args:
        catchers: in order of consultation.
        envelope: renders what nobody claims.
        convert: turns a catcher's result into a response.
        logger: the application's logger.
    """

    __slots__ = ("_catchers", "_convert", "_envelope", "_logger")

    def __init__(
        self,
        catchers: Sequence[Catcher],
        envelope: Envelope,
        convert: Callable[[object], Response],
        logger: Logger,
    ) -> None:
        self._catchers = tuple(catchers)
        self._envelope = envelope
        self._convert = convert
        self._logger = logger

    async def answer(self, error: Exception, request: Request) -> Response:
        """The response for an error; never raises."""
        for catcher in self._catchers:
            if isinstance(error, catcher.types):
                return await self._caught(catcher, error, request)
        if not isinstance(error, HTTPError) or (error.status_code or 500) >= 500:
            self._record(error, request, origin="handler")
        return self._rendered(error)

    async def _caught(self, catcher: Catcher, error: Exception, request: Request) -> Response:
        try:
            response = self._convert(await catcher.catch(error, request))
        except Exception as failure:  # a handler's failure is answered, whatever it is
            failure.__cause__ = failure.__cause__ or error
            self._record(
                failure, request, origin="exception_handler", handler=catcher.name, cause=repr(error)
            )
            return self._rendered(failure if not isinstance(failure, HTTPError) else _opaque(failure))
        if isinstance(error, MethodNotAllowedError) and "allow" not in response.headers:
            return response.with_header("allow", ", ".join(error.allow))
        return response

    def _rendered(self, error: Exception) -> Response:
        try:
            return self._envelope.of(error)
        except Exception:
            _log.exception("rendering an error failed")
            return _LAST_RESORT

    def _record(self, error: Exception, request: Request, *, origin: str, **extra: object) -> None:
        _log.error(
            "%s %s failed", request.method, request.path.encode("unicode_escape").decode(), exc_info=error
        )
        self._logger.error(
            "request failed",
            context="Request",
            method=request.method,
            path=request.path,
            error=type(error).__name__,
            origin=origin,
            **extra,
        )


def _opaque(failure: HTTPError) -> Exception:
    return RuntimeError(failure.message)


_LAST_RESORT = Response(
    b'{"error":{"code":"internal_error","message":"internal server error","detail":{}}}',
    status=500,
    media_type="application/json",
    headers={"connection": "close"},
)


def catcher_of(entry: Any, container: DIContainer, owning_module: type | None) -> Catcher:
    """Compile an attached exception handler; extra parameters of the function form are injected (contract C-33)."""
    meta: ExceptionHandlerMeta = own(entry, EXCEPTION_HANDLER_META)
    if isinstance(entry, type):
        return Catcher(
            entry.__name__, meta.exceptions, _class_form(Provided(entry, container, owning_module))
        )
    return Catcher(entry.__name__, meta.exceptions, _function_form(entry, container, owning_module))


def _class_form(provided: Provided) -> _Catch:
    async def catch(error: Exception, request: Request) -> object:
        instance: Any = provided.constant() if provided.is_constant else await provided.instance(request)
        return await _settled(instance.catch(error, request))

    return catch


def _function_form(function: Any, container: DIContainer, owning_module: type | None) -> _Catch:
    first_two = frozenset(list(inspect.signature(function).parameters)[:2])
    params = plan_parameters(
        function, owner=None, owning_module=owning_module, template="", container=container, skip=first_two
    )
    if not params:

        async def plain(error: Exception, request: Request) -> object:
            return await _settled(function(error, request))

        return plain
    binder = Binder(params)

    async def injected(error: Exception, request: Request) -> object:
        return await _settled(function(error, request, **await binder.bind(request, scope_of(request))))

    return injected


async def _settled(result: object) -> object:
    return await result if inspect.isawaitable(result) else result
