"""Validating the declared fields of a JSON object, for dataclasses and typed dicts.

Rule: every fault of every field is reported, in the order of the fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lauren_http.models.adapter import Compile, ModelField, Validator
from lauren_http.models.error import FieldFault, ModelError, fault

__all__ = ["FieldPlan", "check_fields", "plan_fields"]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """How one field is read."""

    name: str
    wire_name: str
    required: bool
    validate: Validator


def plan_fields(fields: tuple[ModelField, ...], nested: Compile) -> tuple[FieldPlan, ...]:
    """Compile the fields' types."""
    return tuple(
        FieldPlan(field.name, field.wire_name, field.required, nested(field.annotation)) for field in fields
    )


def check_fields(plans: tuple[FieldPlan, ...], value: Mapping[str, object]) -> dict[str, object]:
    """The validated fields of `value` by Python name; absent optional ones are left out.

    Raises:
        ModelError: required fields are missing or fields do not fit.
    """
    checked: dict[str, object] = {}
    errors: list[FieldFault] = []
    for plan in plans:
        if plan.wire_name not in value:
            if plan.required:
                errors.append(fault("field required", "missing", plan.wire_name))
            continue
        try:
            checked[plan.name] = plan.validate(value[plan.wire_name])
        except ModelError as failed:
            errors.extend(fault(e["msg"], e["type"], plan.wire_name, *e["loc"]) for e in failed.errors)
    if errors:
        raise ModelError(errors)
    return checked
