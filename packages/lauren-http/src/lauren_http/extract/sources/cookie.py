"""`Cookie[T]`: a request cookie (contract H-110).

Rule: collections are comma-separated, as in headers.
"""

from typing import ClassVar, final

from lauren_http.extract.coerce import collection_of
from lauren_http.extract.refuse import fallback_of
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.extract.texts import converter_of, is_collection, items_converter_of

__all__ = ["CookieSource"]


@final
class CookieSource:
    """Reads one cookie."""

    name: ClassVar[str] = "cookie"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """The alias, or the parameter's name."""
        return spec.wire_name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """A scalar is the value itself, a collection its comma-separated items."""
        wire_name = spec.wire_name
        if not is_collection(spec):
            return Step(
                Fetch("cookie", wire_name),
                converter_of(spec, site, wire_name),
                fallback_of(spec, wire_name, what="missing cookie"),
            )
        items = items_converter_of(spec, site, wire_name)
        found = collection_of(spec.inner_type)
        empty = fallback_of(spec, wire_name) if spec.has_default or found is None else found[0]

        def convert(raw: str) -> object:
            return items(item for piece in raw.split(",") if (item := piece.strip()))

        return Step(Fetch("cookie", wire_name), convert, empty)
