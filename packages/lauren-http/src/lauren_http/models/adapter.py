"""Validation of any declared type, and the table of model libraries.

Rule: a library's types are validated by that library, everything else by `values.py`; which libraries are installed
changes nothing for the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Compile", "ModelAdapter", "ModelField", "Validator"]

#: Returns the validated value; raises `ModelError`.
Validator = Callable[[object], object]
#: Makes the validator of a nested type.
Compile = Callable[[object], Validator]


@dataclass(frozen=True, slots=True)
class ModelField:
    """One field of a structured type: its Python name, its name on the wire, its type, whether it must be there."""

    name: str
    wire_name: str
    annotation: object
    required: bool


class ModelAdapter(Protocol):
    """How one kind of structured type is recognised, read field by field, and validated."""

    name: str

    def claims(self, tp: object) -> bool:
        """Whether `tp` is of this kind; must not load an optional library."""
        ...

    def fields(self, tp: object, localns: Mapping[str, object] | None = None) -> tuple[ModelField, ...]:
        """The fields that can be supplied."""
        ...

    def compile(
        self, tp: object, nested: Compile, *, strings: bool, localns: Mapping[str, object] | None = None
    ) -> Validator:
        """The validator of `tp`; `nested` makes those of its fields, `strings` means leaves come as text."""
        ...
