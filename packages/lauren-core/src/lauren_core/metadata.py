"""The only reader and writer of `__lauren_*__` attributes.

Rule: metadata belongs to exactly one object; a class never answers for its bases, a copy never shares a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from lauren_core.errors import DecoratorUsageError
from lauren_core.scopes import Scope

INJECTABLE_META: Final = "__lauren_injectable__"
MODULE_META: Final = "__lauren_module__"
ROUTABLE_META: Final = "__lauren_routable__"
POST_CONSTRUCT: Final = "__lauren_post_construct__"
PRE_DESTRUCT: Final = "__lauren_pre_destruct__"


@dataclass(frozen=True, slots=True)
class InjectableMeta:
    """What `@injectable` stored: lifetime, further tokens, and whether it shares them."""

    scope: Scope = Scope.SINGLETON
    provides: tuple[object, ...] = ()
    multi: bool = False


@dataclass(frozen=True, slots=True)
class ModuleMeta:
    """What `@module` stored, as tuples."""

    controllers: tuple[object, ...] = ()
    providers: tuple[object, ...] = ()
    imports: tuple[object, ...] = ()
    exports: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutableMeta:
    """Which extension compiles a controller-like class, and the package to install when it is absent."""

    kind: str
    package: str
    extension: str


def own(
    obj: object, name: str, default: object = None
) -> Any:  # typed by its name: callers annotate what they read
    """Return metadata of exactly `obj`: a class answers from its own body, a descriptor for its function."""
    target = underlying(obj)
    try:
        return vars(target).get(name, default)
    except TypeError:  # no `__dict__`: a number, a string, a slotted instance
        return default


def attach(obj: object, name: str, value: object) -> None:
    """Write metadata on `obj`; on a static or class method it lands on the function underneath."""
    setattr(underlying(obj), name, value)


def extend(obj: object, name: str, values: Iterable[object]) -> None:
    """Append to a list attribute with a fresh list, so that `functools.wraps` copies stay apart."""
    existing = own(obj, name, ())
    attach(obj, name, [*(existing if isinstance(existing, (list, tuple)) else ()), *values])


def underlying(obj: object) -> object:
    """Return the function below `staticmethod`, `classmethod` or a descriptor with `__wrapped__`."""
    seen: set[int] = set()
    while not isinstance(obj, type) and id(obj) not in seen:
        seen.add(id(obj))
        if isinstance(obj, (staticmethod, classmethod)):
            obj = obj.__func__
        elif not callable(obj) and hasattr(obj, "__wrapped__"):
            obj = obj.__wrapped__
    return obj


def reject_bare(decorator_name: str, argument: object) -> None:
    """Refuse a decorator that received its target instead of its options.

    Raises:
        DecoratorUsageError: `argument` is a class, a function or a descriptor over one.
    """
    target = underlying(argument)
    if not callable(target):
        return
    name = getattr(target, "__qualname__", repr(target))
    raise DecoratorUsageError(
        f"`@{decorator_name}` must be used with parentheses: write `@{decorator_name}()` above `{name}`",
        detail={"decorator": decorator_name, "target": name},
    )


def reject_positional(decorator_name: str, arguments: tuple[object, ...]) -> None:
    """Refuse a bare decorator and every positional argument of one that takes keywords only."""
    if not arguments:
        return
    reject_bare(decorator_name, arguments[0])
    raise DecoratorUsageError(
        f"`@{decorator_name}` takes no positional arguments, got `{arguments[0]!r}`",
        detail={"decorator": decorator_name, "target": repr(arguments[0])},
    )


def mark_injectable(cls: type, scope: Scope) -> None:
    """Give a controller-like class a default `InjectableMeta` unless it has its own."""
    if own(cls, INJECTABLE_META) is None:
        attach(cls, INJECTABLE_META, InjectableMeta(scope=scope))


def injectable_meta(obj: object) -> InjectableMeta | None:
    """Return the object's own `InjectableMeta`."""
    meta = own(obj, INJECTABLE_META)
    return meta if isinstance(meta, InjectableMeta) else None


def module_meta(obj: object) -> ModuleMeta | None:
    """Return the class's own `ModuleMeta`."""
    meta = own(obj, MODULE_META)
    return meta if isinstance(meta, ModuleMeta) else None


def inherits(obj: object, name: str) -> type | None:
    """Return the base class that carries `name` when `obj` itself does not."""
    if not isinstance(obj, type) or own(obj, name) is not None:
        return None
    return next((base for base in obj.__mro__[1:] if own(base, name) is not None), None)
