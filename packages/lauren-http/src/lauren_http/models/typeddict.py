"""Typed dicts, validated by the built-in validator.

Rule: required keys are enforced, declared keys validated, unknown keys kept; the result is a plain dict.
"""

import sys
from collections.abc import Mapping
from typing import Any, cast, get_args, get_origin, is_typeddict

from lauren_http.models.adapter import Compile, ModelField, Validator
from lauren_http.models.error import ModelError, fault
from lauren_http.models.hints import hints_with_arguments
from lauren_http.models.objects import check_fields, plan_fields

__all__ = ["TypedDictAdapter"]


class TypedDictAdapter:
    """`TypedDict` classes of `typing` and `typing_extensions`."""

    name = "typeddict"

    def claims(self, tp: object) -> bool:
        """Whether it is a typed dict's class, or a generic one with arguments."""
        kind = get_origin(tp) or tp
        return is_typeddict(kind) or _is_backported(kind)

    def fields(self, tp: object, localns: Mapping[str, object] | None = None) -> tuple[ModelField, ...]:
        """Every declared key."""
        required = cast(Any, get_origin(tp) or tp).__required_keys__
        return tuple(
            ModelField(name, name, _unqualified(hint), name in required)
            for name, hint in hints_with_arguments(tp, localns).items()
        )

    def compile(
        self, tp: object, nested: Compile, *, strings: bool, localns: Mapping[str, object] | None = None
    ) -> Validator:
        """A validator that returns a `dict`."""
        plans = plan_fields(self.fields(tp, localns), nested)

        def check(value: object) -> object:
            if not isinstance(value, dict):
                raise ModelError([fault("expected an object", "object_type")])
            return {**value, **check_fields(plans, value)}

        return check


def _is_backported(kind: object) -> bool:
    backport = sys.modules.get("typing_extensions")
    return backport is not None and bool(backport.is_typeddict(kind))


def _unqualified(hint: object) -> object:
    """Without `Required`, `NotRequired` and `ReadOnly`."""
    while str(get_origin(hint)).rpartition(".")[2] in ("Required", "NotRequired", "ReadOnly"):
        hint = get_args(hint)[0]
    return hint
