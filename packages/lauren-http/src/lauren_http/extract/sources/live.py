"""Parameters that are the request itself: `request: Request`, `context: ExecutionContext`.

Rule: no conversion, no absent case.
"""

from typing import ClassVar, final

from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step

__all__ = ["ContextSource", "RequestSource"]


@final
class RequestSource:
    """The live request."""

    name: ClassVar[str] = "request"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """Not on the wire."""
        return spec.name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """Nothing to judge."""
        return Step(Fetch("request"))


@final
class ContextSource:
    """The request's execution context."""

    name: ClassVar[str] = "execution_context"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """Not on the wire."""
        return spec.name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """Nothing to judge."""
        return Step(Fetch("context"))
