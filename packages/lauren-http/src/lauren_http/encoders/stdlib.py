"""The encoder that is always there, and the oracle for the others: the standard library's `json`.

Rule: what the C encoder cannot do (NaN, keys that are not text, lone surrogates) takes a second, slower way.
"""

import json
from functools import partial
from typing import final

from lauren_http.encoders.plain import Default, plain, plain_all

__all__ = ["StdlibJSONEncoder"]


@final
class StdlibJSONEncoder:
    """JSON by the standard library.

    Args:
        default: called with objects of undocumented types; returns something encodable or raises `TypeError`.

    Example:
        >>> StdlibJSONEncoder().encode_compact({"a": [1, None]})
        b'{"a":[1,null]}'
    """

    name = "stdlib"

    def __init__(self, default: Default | None = None) -> None:
        self._default = default
        step = plain if default is None else partial(plain, default=default)
        self._spaced = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=step)
        self._compact = json.JSONEncoder(
            ensure_ascii=False, allow_nan=False, default=step, separators=(",", ":")
        )

    def encode(self, value: object) -> bytes:
        """JSON with a space after `,` and `:`."""
        return self._encode(self._spaced, value)

    def encode_compact(self, value: object) -> bytes:
        """JSON without white space."""
        return self._encode(self._compact, value)

    def _encode(self, encoder: json.JSONEncoder, value: object) -> bytes:
        try:
            return encoder.encode(value).encode("utf-8")
        except (ValueError, TypeError, RecursionError):
            text = encoder.encode(plain_all(value, self._default))
            # A lone surrogate has no UTF-8 form; the replacement is exactly JSON's own escape for it.
            return text.encode("utf-8", "backslashreplace")
