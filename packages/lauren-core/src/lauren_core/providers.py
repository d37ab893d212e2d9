"""Records for providers that are not a decorated class or function.

Rule: a record is checked when it is made, frozen, and reusable across applications.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from lauren_core.errors import DecoratorUsageError
from lauren_core.scopes import Scope
from lauren_core.tokens import OptionalDep, display, is_hashable

Kind = Literal["value", "class", "factory", "existing"]


@dataclass(frozen=True, slots=True, eq=False)
class CustomProvider:
    """What `use_value`, `use_class`, `use_factory` and `use_existing` return."""

    provide: object
    kind: Kind
    value: object = None
    use_class: type | None = None
    factory: Callable[..., object] | None = None
    inject: tuple[object, ...] = ()
    existing: object = None
    scope: Scope = Scope.SINGLETON
    multi: bool = False

    @property
    def name(self) -> str:
        """The display name of the token."""
        return display(self.provide)


def use_value(*, provide: object, value: object, multi: bool = False) -> CustomProvider:
    """Bind a token to a ready object, returned as it is every time.

    Raises:
        DecoratorUsageError: the token is `None` or not hashable.

    Example:
        >>> use_value(provide="dsn", value="sqlite://").kind
        'value'
    """
    _check_token("use_value", provide)
    return CustomProvider(provide, "value", value=value, multi=multi)


def use_class(
    *, provide: object, use: type, scope: Scope = Scope.SINGLETON, multi: bool = False
) -> CustomProvider:
    """Bind a token to instances of `use`, which needs no decorator of its own.

    Raises:
        DecoratorUsageError: `use` is not a class, or the token is `None` or not hashable.
    """
    _check_token("use_class", provide)
    if not isinstance(use, type):
        raise DecoratorUsageError(f"`use_class` expected a class, got `{use!r}`", detail={"use": repr(use)})
    return CustomProvider(provide, "class", use_class=use, scope=scope, multi=multi)


def use_factory(
    *,
    provide: object,
    factory: Callable[..., object],
    injects: Iterable[object] = (),
    scope: Scope = Scope.SINGLETON,
    multi: bool = False,
) -> CustomProvider:
    """Bind a token to what `factory` returns, yields or resolves to.

    Args:
        provide: the token.
        factory: called with the resolved `injects`, positionally and in order.
        injects: tokens, `list[T]` or `OptionalDep(token)`.
        scope: how long a result lives.
        multi: several records may share the token.

    Raises:
        DecoratorUsageError: `factory` is not callable, `injects` is a string, or a token cannot be one.
    """
    _check_token("use_factory", provide)
    if not callable(factory):
        raise DecoratorUsageError(
            f"`use_factory` expected a callable, got `{factory!r}`", detail={"factory": repr(factory)}
        )
    if isinstance(injects, (str, bytes)) or not isinstance(injects, Iterable):
        raise DecoratorUsageError(
            f"`injects` takes a list of tokens, got `{injects!r}`", detail={"injects": repr(injects)}
        )
    inject = tuple(injects)
    for entry in inject:
        _check_token("use_factory", entry.token if isinstance(entry, OptionalDep) else entry)
    return CustomProvider(provide, "factory", factory=factory, inject=inject, scope=scope, multi=multi)


def use_existing(*, provide: object, existing: object) -> CustomProvider:
    """Bind a token as another name of `existing`; the scope is the target's.

    Raises:
        DecoratorUsageError: both tokens are equal, or one is `None` or not hashable.
    """
    _check_token("use_existing", provide)
    _check_token("use_existing", existing)
    if provide == existing:
        raise DecoratorUsageError(
            f"`{display(provide)}` cannot be an alias of itself", detail={"token": display(provide)}
        )
    return CustomProvider(provide, "existing", existing=existing)


def _check_token(helper: str, token: object) -> None:
    if token is None or not is_hashable(token):
        raise DecoratorUsageError(
            f"`{token!r}` given to `{helper}` cannot be a token: it is None or not hashable",
            detail={"token": repr(token)},
        )
