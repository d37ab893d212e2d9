"""The decorators of core: providers, modules and lifecycle hooks.

Rule: a decorator writes metadata and returns the very object it received.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from lauren_core.errors import DecoratorUsageError, LifecycleConfigError
from lauren_core.metadata import (
    INJECTABLE_META,
    MODULE_META,
    POST_CONSTRUCT,
    PRE_DESTRUCT,
    InjectableMeta,
    ModuleMeta,
    attach,
    reject_positional,
    underlying,
)
from lauren_core.scopes import Scope
from lauren_core.tokens import is_hashable

__all__ = [
    "INJECTABLE_META",
    "MODULE_META",
    "POST_CONSTRUCT",
    "PRE_DESTRUCT",
    "ModuleMeta",
    "injectable",
    "module",
    "post_construct",
    "pre_destruct",
]

T = TypeVar("T")
C = TypeVar("C", bound=type)


def injectable(
    *args: object,
    scope: Scope = Scope.SINGLETON,
    provides: Iterable[object] | None = None,
    multi: bool = False,
) -> Callable[[T], T]:
    """Mark a class or function as a provider.

    Args:
        *args: refused; catches the bare form and positional options.
        scope: how long an instance lives.
        provides: further tokens it answers to, such as Protocols or base classes.
        multi: several providers may share those tokens, to be asked for as `list[T]`.

    Raises:
        DecoratorUsageError: used bare, with positional arguments or with a bad option.

    Example:
        >>> @injectable(scope=Scope.REQUEST)
        ... class Cart: ...
    """
    reject_positional("injectable", args)
    meta = InjectableMeta(_checked_scope(scope), _tuple_of("injectable", "provides", provides), bool(multi))

    def mark(target: T) -> T:
        if not callable(underlying(target)):
            raise DecoratorUsageError(
                f"`@injectable` decorates a class or a function, not `{target!r}`",
                detail={"decorator": "injectable", "target": repr(target)},
            )
        attach(target, INJECTABLE_META, meta)
        return target

    return mark


def module(
    *args: object,
    controllers: Iterable[object] | None = None,
    providers: Iterable[object] | None = None,
    imports: Iterable[object] | None = None,
    exports: Iterable[object] | None = None,
) -> Callable[[C], C]:
    """Make a class a module: a set of providers and controllers with a border.

    Args:
        *args: refused; catches the bare form and positional options.
        controllers: controller classes, private to the module.
        providers: injectable classes and functions, or records of `use_value` and its siblings.
        imports: module classes, or names of modules that Python has not reached yet.
        exports: provider tokens (or imported modules) that importers may see.

    Raises:
        DecoratorUsageError: used bare, with positional arguments or on something that is no class.

    Example:
        >>> @module(providers=[], exports=[])
        ... class Shared: ...
    """
    reject_positional("module", args)
    meta = ModuleMeta(
        controllers=_tuple_of("module", "controllers", controllers),
        providers=_tuple_of("module", "providers", providers),
        imports=_tuple_of("module", "imports", imports),
        exports=_tuple_of("module", "exports", exports),
    )

    def mark(cls: C) -> C:
        if not isinstance(cls, type):
            raise DecoratorUsageError(
                f"`@module` decorates a class, not `{cls!r}`",
                detail={"decorator": "module", "target": repr(cls)},
            )
        attach(cls, MODULE_META, meta)
        return cls

    return mark


def post_construct(fn: T) -> T:
    """Run the method once its instance is built and its fields are injected; used without parentheses.

    Raises:
        LifecycleConfigError: `fn` is not callable.
    """
    return _mark_hook(fn, POST_CONSTRUCT, "post_construct")


def pre_destruct(fn: T) -> T:
    """Run the method before its instance goes away; used without parentheses.

    Raises:
        LifecycleConfigError: `fn` is not callable.
    """
    return _mark_hook(fn, PRE_DESTRUCT, "pre_destruct")


def _mark_hook(fn: T, name: str, decorator: str) -> T:
    if not callable(underlying(fn)):
        raise LifecycleConfigError(
            f"`@{decorator}` decorates a method, not `{fn!r}`",
            detail={"decorator": decorator, "target": repr(fn)},
        )
    attach(fn, name, True)
    return fn


def _checked_scope(scope: object) -> Scope:
    if isinstance(scope, Scope):
        return scope
    raise DecoratorUsageError(
        f"`scope` must be a Scope, got `{scope!r}`", detail={"decorator": "injectable", "scope": repr(scope)}
    )


def _tuple_of(decorator: str, option: str, values: object) -> tuple[object, ...]:
    if values is None:
        return ()
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise DecoratorUsageError(
            f"`@{decorator}({option}=...)` takes a list, got `{values!r}`",
            detail={"decorator": decorator, "option": option, "received": type(values).__name__},
        )
    entries = tuple(values)
    if option == "provides":
        _check_tokens(decorator, entries)
    return entries


def _check_tokens(decorator: str, tokens: tuple[object, ...]) -> None:
    for token in tokens:
        if token is None or not is_hashable(token):
            raise DecoratorUsageError(
                f"`{token!r}` in `@{decorator}(provides=...)` cannot be a token: it is None or not hashable",
                detail={"decorator": decorator, "token": repr(token)},
            )
