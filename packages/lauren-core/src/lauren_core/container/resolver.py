"""What a package holds instead of a token: a compiled way to the instance.

Rule: everything a resolver says was known when the container compiled.
"""

from dataclasses import dataclass
from typing import final

from lauren_core.container.bindings import Provider
from lauren_core.container.compile import Builder
from lauren_core.errors import LifecycleViolationError
from lauren_core.scopes import Scope
from lauren_core.tokens import display


@final
@dataclass(frozen=True, slots=True, eq=False)
class Resolver:
    """The compiled answer to one token from one module.

    Attributes:
        token: what was asked for.
        scope: the effective scope behind it, aliases followed; a list has its shortest-lived member's.
        is_async: whether `build` returns an awaitable.
        needs_closing: whether building may leave something for `RequestScope.aclose`.
        needs_values: framework types that must be in `RequestScope.values`.
        build: `build(scope)` returns the instance, or an awaitable of it.
        providers: the providers behind the token, aliases not followed.
    """

    token: object
    scope: Scope
    build: Builder
    is_async: bool
    needs_closing: bool
    needs_values: frozenset[type]
    providers: tuple[Provider, ...]

    def constant(self) -> object:
        """Return the SINGLETON's instance, the same for the application's whole life.

        Raises:
            LifecycleViolationError: the scope is shorter, or the application has not started.
        """
        if self.scope is not Scope.SINGLETON:
            raise LifecycleViolationError(
                f"`{display(self.token)}` is {self.scope}, not a constant",
                detail={"token": display(self.token)},
            )
        return self.build(None)
