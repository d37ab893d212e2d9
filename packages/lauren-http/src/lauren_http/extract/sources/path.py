"""`Path[T]`: a variable of the route's template (contract H-107).

Rule: the router always has a value for it, so there is no absent case.
"""

from typing import ClassVar, final

from lauren_http.extract.refuse import fallback_of, refuse
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.extract.texts import converter_of

__all__ = ["PathSource"]


@final
class PathSource:
    """Reads `values[name]` of the match."""

    name: ClassVar[str] = "path"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """The alias, or the parameter's name."""
        return spec.wire_name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """Refuse a variable the template does not have."""
        wire_name = spec.wire_name
        if wire_name in site.path_names:
            return Step(Fetch("path", wire_name), converter_of(spec, site, wire_name))
        if spec.has_default:
            return Step(Fetch("absent"), None, fallback_of(spec, wire_name))
        known = ", ".join(f"`{{{name}}}`" for name in sorted(site.path_names)) or "no variables"
        raise refuse(
            f"path parameter `{spec.name}` is not in the template `{site.template}`, which has {known}",
            spec.name,
            site,
            reason="path_param_not_in_template",
            help=f"add `{{{wire_name}}}` to the route's path, or read it from the query string with `Query[…]`",
        )
