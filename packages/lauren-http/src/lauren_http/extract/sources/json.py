"""`Json[T]`: the request body as JSON, always validated against `T` (contract H-119, H-120).

Rule: RFC 8259 only: UTF-8, no NaN, bounded nesting; whatever a client sends is a 422 at worst.
"""

from collections.abc import Callable
from typing import ClassVar, NoReturn, final

from lauren_http.errors import ExtractorFieldError
from lauren_http.extract.refuse import fallback_of, invalid_model
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.models import ModelError, validator_for
from lauren_http.request import parse_json

__all__ = ["JsonSource"]


@final
class JsonSource:
    """Reads the buffered body."""

    name: ClassVar[str] = "json"
    reads_body: ClassVar[bool] = True

    def wire_name(self, spec: ParamSpec) -> str:
        """A body has no name on the wire; errors use the parameter's."""
        return spec.name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """Compile the validator of the declared type."""
        convert = _converter(spec, None if spec.inner_type is object else validator_for(spec.inner_type))
        if spec.has_default:
            return Step(Fetch("body"), convert, fallback_of(spec, spec.name))

        def absent() -> NoReturn:
            raise ExtractorFieldError(
                f"missing JSON body `{spec.name}`", detail={"field": spec.name, "source": "json"}
            )

        return Step(Fetch("body"), convert, absent)


def _converter(spec: ParamSpec, validate: Callable[[object], object] | None) -> Callable[[bytes], object]:
    name, optional = spec.name, spec.optional

    def convert(body: bytes) -> object:
        data = parse_json(body, field=name)
        if data is None and optional:
            return spec.default if spec.has_default else None
        if validate is None:
            return data
        try:
            return validate(data)
        except ModelError as error:
            raise invalid_model(name, error) from None

    return convert
