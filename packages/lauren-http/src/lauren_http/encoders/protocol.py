"""What a JSON encoder is.

Rule: two methods and a name; an encoder never mutates what it encodes and may be used from several threads.
"""

from typing import Protocol, runtime_checkable

__all__ = ["JSONEncoder"]


@runtime_checkable
class JSONEncoder(Protocol):
    """Turns values into JSON texts (RFC 8259), as UTF-8 bytes."""

    name: str

    def encode(self, value: object) -> bytes:
        """The JSON text of `value`.

        Raises:
            TypeError: it holds something JSON has no form for.
        """
        ...

    def encode_compact(self, value: object) -> bytes:
        """The JSON text of `value` without insignificant white space."""
        ...
