"""How WebSockets, OpenAPI and others plug in without lauren-http knowing them.

Rule: an extension acts in its phase of startup and never on the request path.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

__all__ = ["Extension"]


class Extension:
    """Base class of extensions; every hook does nothing. One instance belongs to one application.

    `build` is the `lauren_http.spi.Build` of the running factory, `app` the finished `LaurenApp`.

    Example:
        >>> class Health(Extension):
        ...     def compile(self, build, controllers):
        ...         build.add_route("GET", "/health", health)
    """

    #: `RoutableMeta.kind` of the controller-like classes it compiles; `None` for extensions without classes.
    kind: ClassVar[str | None] = None

    def collect_providers(self, build: Any) -> None:
        """Phase 2: register providers and enhancers, before the container compiles."""

    def compile(self, build: Any, controllers: Sequence[type]) -> None:
        """Phase 5: compile the controllers of this kind, add routes and protocols; HTTP's own routes are there."""

    def ready(self, build: Any, app: Any) -> None:
        """Phase 7: the application object exists and every route is compiled."""
