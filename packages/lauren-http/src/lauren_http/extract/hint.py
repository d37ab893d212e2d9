"""Read one annotation: which marker, field descriptor and inner type it carries (contract H-101, H-103).

Rule: pure; no route is known here, so nothing about templates or providers is decided.
"""

from dataclasses import dataclass
from typing import Annotated, Any, final, get_args, get_origin

from lauren_core import UnresolvableParameterError
from lauren_core.spi import unwrap_inject
from lauren_http.extract.coerce import optional_of
from lauren_http.extract.fields import FieldDescriptor
from lauren_http.extract.markers import ExtractionMarker

__all__ = ["Hint", "parse_extractor_hint", "read_hint"]


@final
@dataclass(frozen=True, slots=True)
class Hint:
    """What an annotation says. `source` is `None` when it names no place in the request."""

    source: str | None
    inner_type: object
    marker_cls: type[ExtractionMarker] | None
    field: FieldDescriptor | None
    optional: bool


def read_hint(annotation: object) -> Hint:
    """Split an annotation into marker, inner type, field descriptor and optionality.

    Raises:
        UnresolvableParameterError: more than one field descriptor.
    """
    injected = unwrap_inject(annotation)
    if injected is not None:
        return Hint("depends", injected[0], None, None, optional=False)
    outer_optional, stripped = optional_of(annotation)
    inner, metadata = _unwrap_annotated(stripped)
    inner_optional, inner = optional_of(inner)
    if isinstance(inner, type) and issubclass(inner, ExtractionMarker):
        metadata, inner = (inner, *metadata), object
    marker = next((found for item in metadata if (found := _marker_of(item)) is not None), None)
    if inner is Any:
        inner = object if marker is not None and marker.source in {"json", "state"} else str
    source = None if marker is None else marker.source
    return Hint(source, inner, marker, _only_field(metadata), outer_optional or inner_optional)


def parse_extractor_hint(
    annotation: object,
) -> tuple[
    str | None, object, bool, type[ExtractionMarker] | None, FieldDescriptor | None, tuple[object, ...]
]:
    """`(source, inner_type, reads_body, marker_cls, field_descriptor, pipes)` of an annotation (contract H-100)."""
    hint = read_hint(annotation)
    reads_body = hint.marker_cls.reads_body if hint.marker_cls is not None else False
    return hint.source, hint.inner_type, reads_body, hint.marker_cls, hint.field, ()


def _unwrap_annotated(annotation: object) -> tuple[object, tuple[object, ...]]:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return inner, tuple(metadata)
    return annotation, ()


def _marker_of(item: object) -> type[ExtractionMarker] | None:
    if isinstance(item, type) and issubclass(item, ExtractionMarker):
        return item
    return type(item) if isinstance(item, ExtractionMarker) else None


def _only_field(metadata: tuple[object, ...]) -> FieldDescriptor | None:
    fields = [item for item in metadata if isinstance(item, FieldDescriptor)]
    if len(fields) > 1:
        raise UnresolvableParameterError(
            "multiple FieldDescriptor objects on one parameter; merge them into one"
        )
    return fields[0] if fields else None
