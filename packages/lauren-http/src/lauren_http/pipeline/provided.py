"""An enhancer class as the request sees it: a constant, or something built in the request's scope.

Rule: a SINGLETON is looked up once, when the application starts.
"""

from typing import final

from lauren_core import DIContainer, Scope
from lauren_http.request import Request
from lauren_http.request_scope import scope_of

__all__ = ["Provided"]


@final
class Provided:
    """One provider seen from one module."""

    __slots__ = ("cls", "resolver")

    def __init__(self, cls: type, container: DIContainer, owning_module: type | None) -> None:
        self.cls = cls
        self.resolver = container.resolver(cls, owning_module=owning_module)

    @property
    def is_constant(self) -> bool:
        """Whether every request gets the same instance."""
        return self.resolver.scope is Scope.SINGLETON

    def constant(self) -> object:
        """The singleton; valid once the application has started."""
        return self.resolver.constant()

    async def instance(self, request: Request) -> object:
        """The instance for this request."""
        built = self.resolver.build(scope_of(request))
        if self.resolver.is_async:
            return await built  # type: ignore[misc]  # is_async promises an awaitable
        return built
