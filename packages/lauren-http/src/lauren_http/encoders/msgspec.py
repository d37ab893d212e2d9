"""JSON by msgspec (optional).

Rule: msgspec gets only what it writes as the contract says (it would make base64 of bytes); the rest is made
plain first.
"""

import importlib
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, final
from uuid import UUID

from lauren_http.encoders.plain import Default, plain_all
from lauren_http.encoders.stdlib import StdlibJSONEncoder

__all__ = ["MsgspecEncoder"]


@final
class MsgspecEncoder:
    """JSON by msgspec.

    Args:
        default: called with objects of undocumented types; returns something encodable or raises `TypeError`.

    Raises:
        RuntimeError: msgspec is not installed.
    """

    name = "msgspec"

    def __init__(self, default: Default | None = None) -> None:
        try:
            msgspec = importlib.import_module("msgspec")
        except ImportError:
            raise RuntimeError("MsgspecEncoder needs msgspec: pip install msgspec") from None
        self._encode: Callable[[object], bytes] = msgspec.json.Encoder().encode
        self._default = default
        self._stdlib = StdlibJSONEncoder(default)

    def encode(self, value: object) -> bytes:
        """The same as `encode_compact`: msgspec writes no white space."""
        return self.encode_compact(value)

    def encode_compact(self, value: object) -> bytes:
        """JSON without white space."""
        try:
            return self._encode(value if _is_native(value) else plain_all(value, self._default))
        except (TypeError, ValueError, RecursionError):
            return self._stdlib.encode_compact(value)


_SCALARS = frozenset({str, int, float, bool, type(None), datetime, date, time, UUID, Decimal})


def _is_native(value: Any) -> bool:
    """Whether msgspec writes every part of `value` as the contract says."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    if kind is dict:
        return all(type(key) is str and _is_native(item) for key, item in value.items())
    if kind is list or kind is tuple:
        return all(_is_native(item) for item in value)
    return hasattr(kind, "__struct_fields__") and all(
        _is_native(getattr(value, name)) for name in kind.__struct_fields__
    )
