"""A name in an annotation that could not be found. Rule: it behaves like a type, so the rest still resolves."""

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Stands where `name` should have been; `list[Missing]` becomes `list[Unresolved("Missing")]`."""

    name: str

    @property
    def __name__(self) -> str:
        return self.name

    def __getattr__(self, attribute: str) -> "Unresolved":
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return Unresolved(f"{self.name}.{attribute}")

    def __getitem__(self, item: object) -> "Unresolved":
        return Unresolved(f"{self.name}[{getattr(item, '__name__', item)}]")

    def __call__(self, *args: object, **kwargs: object) -> "Unresolved":
        return Unresolved(f"{self.name}(...)")

    def __or__(self, other: object) -> object:
        return Union[self, other]  # noqa: UP007 - both sides are values here

    def __ror__(self, other: object) -> object:
        return Union[other, self]  # noqa: UP007 - both sides are values here
