"""`Query[T]`: a value, every value, or a whole model of the query string (contract H-108).

Rule: repeated keys are the only list syntax; commas separate nothing.
"""

from collections.abc import Mapping
from typing import ClassVar, final

from lauren_http.extract.coerce import collection_of
from lauren_http.extract.refuse import fallback_of, invalid_model
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.extract.texts import converter_of, is_collection, items_converter_of
from lauren_http.models import ModelError, is_model, validator_for

__all__ = ["QuerySource"]


@final
class QuerySource:
    """Reads the parsed query string."""

    name: ClassVar[str] = "query"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """The alias, or the parameter's name."""
        return spec.wire_name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """A scalar takes the first occurrence, a collection all of them, a model its fields."""
        wire_name = spec.wire_name
        if is_model(spec.inner_type):
            return _model_step(spec)
        if is_collection(spec):
            return _list_step(spec, site, wire_name)
        return Step(
            Fetch("query", wire_name), converter_of(spec, site, wire_name), fallback_of(spec, wire_name)
        )


def _list_step(spec: ParamSpec, site: ParamSite, wire_name: str) -> Step:
    convert = items_converter_of(spec, site, wire_name)
    found = collection_of(spec.inner_type)
    if spec.has_default or found is None:
        return Step(Fetch("query_list", wire_name), convert, fallback_of(spec, wire_name))
    return Step(Fetch("query_list", wire_name), convert, found[0])


def _model_step(spec: ParamSpec) -> Step:
    validate = validator_for(spec.inner_type, strings=True)

    def convert(query: Mapping[str, list[str]]) -> object:
        try:
            return validate({key: values if len(values) > 1 else values[0] for key, values in query.items()})
        except ModelError as error:
            raise invalid_model(spec.name, error) from None

    return Step(Fetch("query_map"), convert)
