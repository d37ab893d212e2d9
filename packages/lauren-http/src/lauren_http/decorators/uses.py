"""Attach guards, interceptors, middlewares, exception handlers, an encoder or metadata to a class or a route.

Rule: entries are judged here by their shape only; dependencies are judged at startup.
"""

from collections.abc import Callable
from typing import TypeVar

from lauren_core import (
    DecoratorUsageError,
    ExceptionHandlerConfigError,
    GuardConfigError,
    InterceptorConfigError,
    MiddlewareConfigError,
    StartupError,
)
from lauren_core.spi import attach, extend, own, reject_bare
from lauren_http.decorators.metadata import (
    EXCEPTION_HANDLER_META,
    OPENAPI_SECURITY_META,
    SET_METADATA,
    USE_ENCODER,
    USE_EXCEPTION_HANDLERS,
    USE_GUARDS,
    USE_INTERCEPTORS,
    USE_MIDDLEWARES,
    OpenAPISecurityMeta,
)
from lauren_http.encoders import JSONEncoder

__all__ = [
    "ROLE_METHODS",
    "check_role",
    "openapi_security",
    "set_metadata",
    "use_encoder",
    "use_exception_handlers",
    "use_guards",
    "use_interceptors",
    "use_middlewares",
]

T = TypeVar("T")

#: role → (the method an entry must have, the error when it has not)
ROLE_METHODS: dict[str, tuple[str, type[StartupError]]] = {
    "guard": ("can_activate", GuardConfigError),
    "interceptor": ("intercept", InterceptorConfigError),
    "middleware": ("dispatch", MiddlewareConfigError),
}


def use_guards(*guards: type | None) -> Callable[[T], T]:
    """Attach guard classes; they run in order before the handler and all must allow (contract H-154).

    Args:
        guards: classes with `can_activate(context)`; `None` entries are dropped.

    Raises:
        GuardConfigError: an entry has no `can_activate`.

    Example:
        >>> @use_guards(AdminGuard)
        ... @controller("/admin")
        ... class Admin: ...
    """
    return _use("guard", USE_GUARDS, guards)


def use_interceptors(*interceptors: type | None) -> Callable[[T], T]:
    """Attach interceptor classes, outermost first (contract H-156).

    Raises:
        InterceptorConfigError: an entry has no `intercept`.
    """
    return _use("interceptor", USE_INTERCEPTORS, interceptors)


def use_middlewares(*middlewares: type | None) -> Callable[[T], T]:
    """Attach middleware classes, outermost first (contract H-151).

    Raises:
        MiddlewareConfigError: an entry has no `dispatch`.
    """
    return _use("middleware", USE_MIDDLEWARES, middlewares)


def use_exception_handlers(*handlers: object) -> Callable[[T], T]:
    """Attach `@exception_handler`s; route handlers are asked before controller and global ones (contract H-158).

    Raises:
        ExceptionHandlerConfigError: an entry is not itself decorated with `@exception_handler`.
    """
    entries = [entry for entry in handlers if entry is not None]
    for entry in entries:
        check_exception_handler(entry)

    def decorate(target: T) -> T:
        extend(target, USE_EXCEPTION_HANDLERS, entries)
        return target

    return decorate


def set_metadata(key: str, value: object) -> Callable[[T], T]:
    """Store one value that guards and interceptors read with `context.get_metadata(key)` (contract H-56).

    Example:
        >>> @set_metadata("role", "admin")
        ... @get("/")
        ... async def list_all(self) -> dict: ...
    """
    if not isinstance(key, str):
        raise DecoratorUsageError(
            f"`@set_metadata` takes a string key and a value, not `{key!r}`",
            detail={"decorator": "set_metadata", "received": type(key).__name__},
        )

    def decorate(target: T) -> T:
        attach(target, SET_METADATA, {**_metadata(target), key: value})
        return target

    return decorate


def _metadata(target: object) -> dict[str, object]:
    found = own(target, SET_METADATA, None)
    return dict(found) if isinstance(found, dict) else {}


def use_encoder(encoder: JSONEncoder) -> Callable[[T], T]:
    """Encode every JSON answer of a class or a route with this encoder *instance* (contract H-89, H-90).

    Raises:
        DecoratorUsageError: a class, or an object that is not a `JSONEncoder`.
    """
    reject_bare("use_encoder", encoder)
    if isinstance(encoder, type) or not isinstance(encoder, JSONEncoder):
        raise DecoratorUsageError(
            f"`@use_encoder` takes a JSONEncoder instance, not `{encoder!r}`",
            detail={"decorator": "use_encoder", "received": type(encoder).__name__},
        )

    def decorate(target: T) -> T:
        attach(target, USE_ENCODER, encoder)
        return target

    return decorate


def openapi_security(
    *requirements: dict[str, list[str]], schemes: dict[str, dict[str, object]] | None = None
) -> Callable[[T], T]:
    """Document what a guard class demands; the request path is not affected (contract O-78 … O-80, H-59).

    Args:
        requirements: alternatives; the schemes inside one dict are required together.
        schemes: security scheme objects the guard brings along, by name.

    Raises:
        DecoratorUsageError: used without parentheses.
        GuardConfigError: no requirement, one that is not a dict, or a target that is not a class.

    Example:
        >>> @openapi_security({"BearerAuth": []})
        ... class Guard: ...
    """
    if len(requirements) == 1:
        reject_bare("openapi_security", requirements[0])
    if not requirements:
        raise GuardConfigError(
            "`@openapi_security` needs at least one requirement, such as `{'BearerAuth': []}`"
        )
    for requirement in requirements:
        if not isinstance(requirement, dict):
            raise GuardConfigError(f"`@openapi_security` requirements must be dicts, not `{requirement!r}`")

    def decorate(target: T) -> T:
        if not isinstance(target, type):
            raise GuardConfigError(f"`@openapi_security` must decorate a class, not `{target!r}`")
        earlier = own(target, OPENAPI_SECURITY_META, None)
        known = earlier if isinstance(earlier, OpenAPISecurityMeta) else OpenAPISecurityMeta([])
        merged = [*known.requirements, *(dict(r) for r in requirements)]
        attach(
            target, OPENAPI_SECURITY_META, OpenAPISecurityMeta(merged, {**known.schemes, **(schemes or {})})
        )
        return target

    return decorate


def check_role(role: str, entry: object) -> type:
    """The entry as a class that can play `role`, or the role's config error."""
    method, error = ROLE_METHODS[role]
    name = getattr(entry, "__name__", repr(entry))
    if not isinstance(entry, type):
        raise error(f"`{name}` is not a class: a {role} is a class with `{method}`", detail={"target": name})
    if not callable(getattr(entry, method, None)):
        raise error(f"`{name}` is not a {role}: it must define '{method}'", detail={"target": name})
    return entry


def check_exception_handler(entry: object) -> object:
    """The entry itself when it carries its own `@exception_handler`; `ExceptionHandlerConfigError` otherwise."""
    if own(entry, EXCEPTION_HANDLER_META, None) is None:
        name = getattr(entry, "__name__", repr(entry))
        raise ExceptionHandlerConfigError(
            f"`{name}` is not an @exception_handler: decorate it with `@exception_handler(SomeError)`",
            detail={"target": name},
        )
    return entry


def _use(role: str, attribute: str, entries: tuple[type | None, ...]) -> Callable[[T], T]:
    classes = [check_role(role, entry) for entry in entries if entry is not None]

    def decorate(target: T) -> T:
        extend(target, attribute, classes)
        return target

    return decorate
