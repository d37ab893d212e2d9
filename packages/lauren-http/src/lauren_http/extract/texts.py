"""Scalars and collections out of text: what path, query, header and cookie sources share.

Rule: compiled once per parameter; a converter takes the raw text and returns the argument or raises a 422.
"""

from collections.abc import Callable, Iterable

from lauren_http.extract.coerce import CoerceError, collection_of, scalar_coercer
from lauren_http.extract.fields import field_checker
from lauren_http.extract.refuse import bad_value, unsupported
from lauren_http.extract.source import ParamSite, ParamSpec

__all__ = ["converter_of", "is_collection", "items_converter_of"]


def is_collection(spec: ParamSpec) -> bool:
    """Whether the parameter takes several values (`list[T]`, `set[T]`, …)."""
    return collection_of(spec.inner_type) is not None


def converter_of(spec: ParamSpec, site: ParamSite, wire_name: str) -> Callable[[str], object] | None:
    """Text → value, constraints checked; `None` when the text itself is the value."""
    coerce = scalar_coercer(spec.inner_type)
    if coerce is None:
        raise unsupported(spec, site)
    check = None if spec.field is None else field_checker(spec.field, spec.inner_type, wire_name)
    if spec.inner_type is str and check is None:
        return None

    def convert(raw: str) -> object:
        try:
            value = coerce(raw)
        except CoerceError as error:
            raise bad_value(spec, wire_name, error) from None
        return value if check is None else check(value)

    return convert


def items_converter_of(spec: ParamSpec, site: ParamSite, wire_name: str) -> Callable[[Iterable[str]], object]:
    """Several texts → the declared container; raises the startup error when the elements have no text form."""
    found = collection_of(spec.inner_type)
    coerce = None if found is None else scalar_coercer(found[1])
    if found is None or coerce is None:
        raise unsupported(spec, site)
    container = found[0]
    check = None if spec.field is None else field_checker(spec.field, spec.inner_type, wire_name)

    def convert(raw: Iterable[str]) -> object:
        try:
            value = container(coerce(item) for item in raw)
        except CoerceError as error:
            raise bad_value(spec, wire_name, error) from None
        return value if check is None else check(value)

    return convert
