"""The shape of one extraction: what is fetched from the request, and what is done with it.

Rule: a source is compiled at startup into a `Step`; the code generator and the interpreter both only run steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, final

from lauren_core import DIContainer
from lauren_http.extract.fields import FieldDescriptor

__all__ = ["Fetch", "ParamSite", "ParamSpec", "Source", "Step"]


@final
@dataclass(frozen=True, slots=True)
class Fetch:
    """One read of the request: a row of the readers' tables, and its constant argument.

    The kinds: `path`, `query`, `query_list`, `query_map`, `header`, `header_list`, `cookie`, `body`, `request`,
    `context`, `state`, `resolve`, `custom`.
    """

    kind: str
    key: object = None


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One compiled extraction.

    Attributes:
        fetch: where the raw value comes from.
        convert: raw value → handler argument; `None` passes it through.
        fallback: called when the fetch gave `None`: returns the default or raises; `None` when a fetch always gives
            a value.
    """

    fetch: Fetch
    convert: Callable[[Any], object] | None = None
    fallback: Callable[[], object] | None = None


@final
@dataclass(frozen=True, slots=True)
class ParamSpec:
    """One handler parameter as declared, before its source compiles it."""

    name: str
    source: str
    inner_type: object
    field: FieldDescriptor | None
    default: object
    has_default: bool
    optional: bool
    marker_cls: type | None

    @property
    def wire_name(self) -> str:
        """The name on the wire: the field's alias, or the parameter's name."""
        return self.field.alias if self.field is not None and self.field.alias else self.name


@final
@dataclass(frozen=True, slots=True)
class ParamSite:
    """Where a parameter stands: everything a source may need to judge and compile it."""

    function: Callable[..., object]
    owner: type | None
    owning_module: type | None
    template: str
    path_names: frozenset[str]
    container: DIContainer
    metadata: Mapping[str, object]


class Source(Protocol):
    """One place in the request (one class per place, a row of `SOURCES`)."""

    name: ClassVar[str]
    reads_body: ClassVar[bool]

    def wire_name(self, spec: ParamSpec) -> str:
        """The name a client writes."""
        ...

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """Judge the declaration and turn it into a step; raises `UnresolvableParameterError`."""
        ...
