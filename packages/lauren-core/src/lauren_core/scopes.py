"""How long an instance lives. Rule: a wider scope compares greater."""

from enum import IntEnum


class Scope(IntEnum):
    """The lifetime of a provider's instances, ordered by length.

    Example:
        >>> Scope.REQUEST < Scope.SINGLETON, f"{Scope.REQUEST}"
        (True, 'request')
    """

    TRANSIENT = 0
    REQUEST = 1
    SINGLETON = 2

    @property
    def label(self) -> str:
        """The lower-case name used in texts and `detail`."""
        return self.name.lower()

    def __str__(self) -> str:
        return self.label

    def __format__(self, spec: str) -> str:
        return format(self.label, spec)
