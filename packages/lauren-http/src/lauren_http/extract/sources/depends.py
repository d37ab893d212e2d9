"""`Depends[T]`, `Annotated[T, Inject(token)]` and bare providers: resolved through DI (contract H-112, C-93).

Rule: judged at startup in the controller's module; an exception of the provider propagates unchanged.
"""

from typing import ClassVar, final

from lauren_core import MissingProviderError
from lauren_core.spi import display, explain
from lauren_http.extract.refuse import fallback_of
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step

__all__ = ["DependsSource"]


@final
class DependsSource:
    """Resolves `inner_type` as a token."""

    name: ClassVar[str] = "depends"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """Not on the wire."""
        return spec.name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """The resolver of the token as the owning module sees it; its default when nothing provides it."""
        token = spec.inner_type
        if not site.container.has_provider(token, owning_module=site.owning_module) and spec.has_default:
            return Step(Fetch("absent"), None, fallback_of(spec, spec.name))
        try:
            resolver = site.container.resolver(token, owning_module=site.owning_module)
        except MissingProviderError as error:
            owner = f"{site.owner.__name__}." if site.owner is not None else ""
            explain(
                error,
                where=site.function,
                subject=f"{owner}{site.function.__name__}({spec.name}: {display(token)})",
                hints=(
                    "list a provider for it in the controller's module, or import a module that exports one",
                ),
            )
            raise
        return Step(Fetch("resolve", resolver))
