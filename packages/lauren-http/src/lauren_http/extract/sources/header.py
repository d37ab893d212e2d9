"""`Header[T]`: a request header (contract H-109).

Rule: the name is compared as lower-case bytes, prepared at startup.
"""

from typing import ClassVar, final

from lauren_http.extract.coerce import collection_of
from lauren_http.extract.refuse import fallback_of
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.extract.texts import converter_of, is_collection, items_converter_of

__all__ = ["HeaderSource"]


@final
class HeaderSource:
    """Reads the first line of a header, or the comma-separated items of all its lines."""

    name: ClassVar[str] = "header"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """The alias verbatim, or the parameter's name with `_` as `-`."""
        if spec.field is not None and spec.field.alias:
            return spec.field.alias
        return spec.name.replace("_", "-")

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """A collection splits all lines at commas and drops empty items."""
        wire_name = self.wire_name(spec)
        if not is_collection(spec):
            return Step(
                Fetch("header", wire_name.lower()),
                converter_of(spec, site, wire_name),
                fallback_of(spec, wire_name, what="missing header"),
            )
        found = collection_of(spec.inner_type)
        empty = fallback_of(spec, wire_name) if spec.has_default or found is None else found[0]
        return Step(Fetch("header_list", wire_name.lower()), items_converter_of(spec, site, wire_name), empty)
