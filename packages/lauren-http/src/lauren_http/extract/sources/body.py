"""`Bytes`: the whole request body (contract H-113).

Rule: bounded by the application's `max_body_size`; an absent body is `b""`.
"""

from typing import ClassVar, final

from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step

__all__ = ["BytesSource"]


@final
class BytesSource:
    """Reads the buffered body as it is."""

    name: ClassVar[str] = "bytes"
    reads_body: ClassVar[bool] = True

    def wire_name(self, spec: ParamSpec) -> str:
        """A body has no name on the wire; errors use the parameter's."""
        return spec.name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """The fetch gives `None` for an empty body; the argument is then `b""`."""
        return Step(Fetch("body"), None, bytes)
