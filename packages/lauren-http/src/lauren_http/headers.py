"""Case-insensitive, ordered, multi-valued HTTP headers, and the one check of what may be sent.

Rule: names are lower-case; what came from the wire stays bytes until somebody asks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

__all__ = ["Headers", "MutableHeaders", "validate_header"]

RawHeaders = list[tuple[bytes, bytes]]

# SPEC: RFC 9110 §5.6.2 `token`; §5.5 `field-value` (visible characters, SP, HTAB, obs-text).
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN_IN_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def validate_header(name: str, value: str) -> tuple[bytes, bytes]:
    """Encode one header for the wire (RFC 9110 §5), or refuse it.

    Args:
        name: a token; lower-cased.
        value: latin-1 text without control characters (HTAB is fine); surrounding spaces are removed.

    Raises:
        ValueError: the name is not a token, or the value could split the response or cannot be encoded.

    Example:
        >>> validate_header("X-Request-Id", "a1")
        (b'x-request-id', b'a1')
    """
    if not isinstance(value, str):
        raise ValueError(f"the value of header {name!r} must be a str, not {type(value).__name__}")
    if _FORBIDDEN_IN_VALUE.search(value) is not None:
        raise ValueError(f"the value of header {name!r} contains a control character")
    try:
        return _encode_name(name), value.encode("latin-1").strip(b" \t")
    except UnicodeEncodeError:
        raise ValueError(f"the value of header {name!r} is not latin-1 text: {value!r}") from None


@lru_cache(maxsize=1024)
def _encode_name(name: object) -> bytes:
    if not isinstance(name, str) or _TOKEN.fullmatch(name) is None:
        raise ValueError(f"{name!r} is not a valid header name")
    return name.lower().encode("ascii")


class Headers(Mapping[str, str]):
    """Read-only headers; looking one up ignores case and gives its first value.

    Args:
        items: a mapping, or pairs in wire order; names are lower-cased, nothing is validated.

    Example:
        >>> h = Headers([("Accept", "text/html"), ("accept", "*/*")])
        >>> h["ACCEPT"], h.getall("accept")
        ('text/html', ['text/html', '*/*'])
    """

    __slots__ = ("_pairs", "_wire")

    _wire: RawHeaders | None
    _pairs: list[tuple[str, str]] | None

    def __init__(self, items: Mapping[str, str] | Iterable[tuple[str, str]] | None = None) -> None:
        self._wire = None
        self._pairs = _pairs_of(items)

    @classmethod
    def from_raw(cls, raw: RawHeaders) -> "Headers":
        """Headers over ASGI's pairs: lower-case names, latin-1 values, decoded when asked for; `raw` is kept."""
        headers = cls.__new__(cls)
        headers._wire = raw
        headers._pairs = None
        return headers

    def __getitem__(self, name: str) -> str:
        value = self._first(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._first(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in self._decoded()))

    def __len__(self) -> int:
        return len({name for name, _ in self._decoded()})

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Headers):
            return self._decoded() == other._decoded()
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # compared by content, and one subclass is mutable

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._decoded()!r})"

    def getall(self, name: str) -> list[str]:
        """Every value of `name` in wire order; `[]` when there is none."""
        wanted = name.lower()
        return [value for key, value in self._decoded() if key == wanted]

    def raw(self) -> list[tuple[str, str]]:
        """All pairs in wire order, as a list of its own."""
        return list(self._decoded())

    def mutable_copy(self) -> "MutableHeaders":
        """An independent `MutableHeaders` with the same pairs."""
        return MutableHeaders(self._decoded())

    def _first(self, name: str) -> str | None:
        # PERF: most requests read one or two headers; a scan of the bytes beats decoding all of them.
        if self._pairs is None and self._wire is not None:
            key = name.lower().encode("latin-1", "replace")
            for wire_name, wire_value in self._wire:
                if wire_name == key:
                    return wire_value.decode("latin-1")
            return None
        wanted = name.lower()
        for known, value in self._decoded():
            if known == wanted:
                return value
        return None

    def _decoded(self) -> list[tuple[str, str]]:
        if self._pairs is None:
            self._pairs = [
                (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in self._wire or ()
            ]
        return self._pairs


class MutableHeaders(Headers):
    """Headers that can be changed in place.

    Example:
        >>> h = MutableHeaders({"a": "1"})
        >>> h.append("A", "2"); h.set("b", "3"); h.raw()
        [('a', '1'), ('a', '2'), ('b', '3')]
    """

    __slots__ = ()

    def set(self, name: str, value: str) -> None:
        """Replace every value of `name`; the header moves to the end."""
        self.delete(name)
        self.append(name, value)

    def append(self, name: str, value: str) -> None:
        """Add one more line."""
        self._decoded().append((name.lower(), value))

    def delete(self, name: str) -> None:
        """Remove every value of `name`; a missing one is fine."""
        wanted = name.lower()
        self._pairs = [pair for pair in self._decoded() if pair[0] != wanted]


def _pairs_of(items: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> list[tuple[str, str]]:
    if items is None:
        return []
    if isinstance(items, Headers):
        return items.raw()
    pairs = items.items() if isinstance(items, Mapping) else items
    return [(name.lower(), value) for name, value in pairs]
