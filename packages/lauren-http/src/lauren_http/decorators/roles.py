"""Give a class or function its role: `@middleware()`, `@interceptor()`, `@exception_handler(...)`.

Rule: a role is never inherited; a subclass takes it up by being decorated itself.
"""

from collections.abc import Callable
from typing import TypeVar

from lauren_core import (
    DecoratorUsageError,
    ExceptionHandlerConfigError,
    InterceptorConfigError,
    MiddlewareConfigError,
    Scope,
    StartupError,
)
from lauren_core.spi import attach, mark_injectable, own, reject_bare
from lauren_http.decorators.metadata import (
    EXCEPTION_HANDLER_META,
    INTERCEPTOR_META,
    MIDDLEWARE_META,
    ExceptionHandlerMeta,
)

__all__ = ["exception_handler", "interceptor", "middleware"]

C = TypeVar("C", bound=type)
T = TypeVar("T")


def middleware(*unexpected: object) -> Callable[[C], C]:
    """Declare a middleware class: `async def dispatch(self, request, call_next) -> Response` (contract H-151).

    Raises:
        DecoratorUsageError: used without parentheses or with arguments.
        MiddlewareConfigError: the class has no `dispatch`.

    Example:
        >>> @middleware()
        ... class Timing:
        ...     async def dispatch(self, request, call_next):
        ...         return (await call_next(request)).with_header("x-timed", "yes")
    """
    return _role("middleware", unexpected, MIDDLEWARE_META, "dispatch", MiddlewareConfigError)


def interceptor(*unexpected: object) -> Callable[[C], C]:
    """Declare an interceptor class: `async def intercept(self, context, call_handler)` (contract H-156).

    Raises:
        DecoratorUsageError: used without parentheses or with arguments.
        InterceptorConfigError: the class has no `intercept`.
    """
    return _role("interceptor", unexpected, INTERCEPTOR_META, "intercept", InterceptorConfigError)


def _role(
    name: str, unexpected: tuple[object, ...], marker: str, method: str, error: type[StartupError]
) -> Callable[[C], C]:
    if unexpected:
        reject_bare(name, unexpected[0])
        raise DecoratorUsageError(
            f"`@{name}()` takes no arguments", detail={"decorator": name, "received": repr(unexpected[0])}
        )

    def decorate(cls: C) -> C:
        if not hasattr(cls, method):
            raise error(f"`{cls.__qualname__}` must define '{method}'", detail={"target": cls.__qualname__})
        attach(cls, marker, True)
        mark_injectable(cls, Scope.SINGLETON)
        return cls

    return decorate


class _BareUsageError(DecoratorUsageError, ExceptionHandlerConfigError):
    """A bare `@exception_handler` is both mistakes at once; callers may catch either (contract C-9)."""

    code = DecoratorUsageError.code


def exception_handler(*exceptions: type[BaseException]) -> Callable[[T], T]:
    """Declare a class (`catch(exc, request)`) or function (`(exc, request, …)`) that answers these exceptions.

    Stacked decorators merge their types, outermost first (contract C-20, H-157).

    Raises:
        ExceptionHandlerConfigError: no type, something that is not an exception class, or a class without `catch`.

    Example:
        >>> @exception_handler(LookupError)
        ... async def not_found(exc, request):
        ...     return {"error": str(exc)}, 404
    """
    _check_types(exceptions)

    def decorate(target: T) -> T:
        if isinstance(target, type):
            if not hasattr(target, "catch"):
                raise ExceptionHandlerConfigError(
                    f"`{target.__qualname__}` must define 'catch'", detail={"target": target.__qualname__}
                )
            mark_injectable(target, Scope.SINGLETON)
        elif not callable(target):
            raise ExceptionHandlerConfigError(f"`{target!r}` is neither a class nor a function")
        earlier = own(target, EXCEPTION_HANDLER_META, None)
        known = earlier.exceptions if isinstance(earlier, ExceptionHandlerMeta) else ()
        attach(
            target, EXCEPTION_HANDLER_META, ExceptionHandlerMeta(tuple(dict.fromkeys((*exceptions, *known))))
        )
        return target

    return decorate


def _check_types(exceptions: tuple[object, ...]) -> None:
    if not exceptions:
        raise ExceptionHandlerConfigError("`@exception_handler` needs at least one exception type")
    for entry in exceptions:
        if isinstance(entry, type) and issubclass(entry, BaseException):
            continue
        name = getattr(entry, "__name__", repr(entry))
        if callable(entry) and not isinstance(entry, type):
            raise _BareUsageError(
                "`@exception_handler` must be used with parentheses and at least one exception type",
                detail={"decorator": "exception_handler", "target": name},
            )
        raise ExceptionHandlerConfigError(
            f"`@exception_handler` takes exception types, not `{name}`", detail={"target": name}
        )
