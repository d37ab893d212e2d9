"""Pydantic v2 models and dataclasses, validated by pydantic itself.

Rule: pydantic is loaded only because a type that comes from it is there.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast, get_origin

from lauren_http.models.adapter import Compile, ModelField, Validator
from lauren_http.models.error import FieldFault, ModelError, fault

__all__ = ["PydanticAdapter"]


class PydanticAdapter:
    """`BaseModel` subclasses and `pydantic.dataclasses`."""

    name = "pydantic"

    def claims(self, tp: object) -> bool:
        """Whether pydantic compiled a validator for the class."""
        return isinstance(tp, type) and hasattr(tp, "__pydantic_validator__") and get_origin(tp) is None

    def fields(self, tp: object, localns: Mapping[str, object] | None = None) -> tuple[ModelField, ...]:
        """The model's fields; the wire name is the validation alias where it is one name."""
        declared: Mapping[str, Any] = cast(Any, tp).__pydantic_fields__
        return tuple(
            ModelField(name, _wire_name(name, field), field.annotation, field.is_required())
            for name, field in declared.items()
            if field.init is not False
        )

    def compile(
        self, tp: object, nested: Compile, *, strings: bool, localns: Mapping[str, object] | None = None
    ) -> Validator:
        """A validator that returns a model."""
        from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415  # the type comes from it

        validate: Callable[[object], object] = TypeAdapter(cast("type[object]", tp)).validate_python

        def check(value: object) -> object:
            try:
                return validate(value)
            except ValidationError as failed:
                raise ModelError(_faults(failed)) from None

        return check


def _faults(failed: Any) -> list[FieldFault]:
    errors = failed.errors(include_url=False, include_context=False, include_input=False)
    return [fault(error["msg"], error["type"], *error["loc"]) for error in errors]


def _wire_name(name: str, field: Any) -> str:
    alias = field.validation_alias if field.validation_alias is not None else field.alias
    return alias if isinstance(alias, str) else name
