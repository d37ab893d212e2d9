"""Dataclasses, validated by the built-in validator.

Rule: unknown keys are ignored, missing required ones reported, `init=False` fields cannot be set.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, cast, get_origin

from lauren_http.models.adapter import Compile, ModelField, Validator
from lauren_http.models.error import FieldFault, ModelError, fault
from lauren_http.models.hints import hints_with_arguments
from lauren_http.models.objects import check_fields, plan_fields

__all__ = ["DataclassAdapter"]


class DataclassAdapter:
    """Standard library dataclasses, generic ones included."""

    name = "dataclass"

    def claims(self, tp: object) -> bool:
        """Any dataclass that no library has its own validator for."""
        kind = get_origin(tp) or tp
        return (
            isinstance(kind, type)
            and dataclasses.is_dataclass(kind)
            and not hasattr(kind, "__pydantic_validator__")
        )

    def fields(self, tp: object, localns: Mapping[str, object] | None = None) -> tuple[ModelField, ...]:
        """The `init` fields and the `InitVar`s."""
        hints = hints_with_arguments(tp, localns)
        declared = cast(Any, get_origin(tp) or tp).__dataclass_fields__
        return tuple(
            ModelField(name, name, _without_init_var(hints.get(name, Any)), _is_required(field))
            for name, field in declared.items()
            if field.init and not _is_class_var(field)
        )

    def compile(
        self, tp: object, nested: Compile, *, strings: bool, localns: Mapping[str, object] | None = None
    ) -> Validator:
        """A validator that returns an instance."""
        build = cast("type[object]", get_origin(tp) or tp)
        plans = plan_fields(self.fields(tp, localns), nested)

        def check(value: object) -> object:
            if not isinstance(value, dict):
                raise ModelError([fault("expected an object", "object_type")])
            return _construct(build, check_fields(plans, value))

        return check


def _construct(build: type[object], values: dict[str, object]) -> object:
    try:
        return build(**values)
    except (ValueError, TypeError) as refused:
        raise ModelError([_refusal(refused)]) from None


def _refusal(refused: Exception) -> FieldFault:
    return fault(str(refused) or "the value is not valid", "value_error")


def _is_required(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _is_class_var(field: object) -> bool:
    return str(cast(Any, field)._field_type) == "_FIELD_CLASSVAR"


def _without_init_var(hint: object) -> object:
    return hint.type if isinstance(hint, dataclasses.InitVar) else hint
