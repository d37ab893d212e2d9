"""msgspec structs, validated by msgspec itself.

Rule: msgspec is loaded only because a struct is there; its one message becomes our shape.
"""

import re
from collections.abc import Mapping
from typing import Any, cast, get_origin

from lauren_http.models.adapter import Compile, ModelField, Validator
from lauren_http.models.error import FieldFault, ModelError, fault

__all__ = ["MsgspecAdapter"]


class MsgspecAdapter:
    """`msgspec.Struct` subclasses, generic ones included."""

    name = "msgspec"

    def claims(self, tp: object) -> bool:
        """Whether the class is a struct."""
        kind = get_origin(tp) or tp
        return isinstance(kind, type) and hasattr(kind, "__struct_fields__")

    def fields(self, tp: object, localns: Mapping[str, object] | None = None) -> tuple[ModelField, ...]:
        """The struct's fields by encoded name."""
        import msgspec  # noqa: PLC0415  # the type comes from it

        return tuple(
            ModelField(field.name, field.encode_name, field.type, field.required)
            for field in msgspec.structs.fields(cast(Any, tp))
        )

    def compile(
        self, tp: object, nested: Compile, *, strings: bool, localns: Mapping[str, object] | None = None
    ) -> Validator:
        """A validator that returns a struct: strict for JSON, lax for text sources."""
        import msgspec  # noqa: PLC0415  # the type comes from it

        convert, invalid = msgspec.convert, msgspec.ValidationError
        struct = cast("type[object]", tp)

        def check(value: object) -> object:
            try:
                return convert(value, struct, strict=not strings, str_keys=True)
            except invalid as failed:
                raise ModelError([_fault(str(failed))]) from None

        return check


_PLACE = re.compile(r"(?s)^(?P<msg>.*?)(?: - at `(?:key in )?\$?(?P<path>[^`]*)`)?$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
# Messages that would repeat what was sent.
_ECHO = re.compile(r"^(Invalid enum value|Invalid value|Object contains unknown field)\b.*", re.DOTALL)


def _fault(text: str) -> FieldFault:
    parts = cast("re.Match[str]", _PLACE.match(text))
    msg = _ECHO.sub(r"\1", parts["msg"])
    loc = [_step(step) for step in _STEP.finditer(parts["path"] or "")]
    missing = _MISSING.match(msg)
    if missing is not None:
        return fault("field required", "missing", *loc, missing["name"])
    return fault(msg, "type_error" if msg.startswith("Expected `") else "value_error", *loc)


def _step(step: re.Match[str]) -> str | int:
    name, index = step.groups()
    return int(index) if index is not None else name or "..."
