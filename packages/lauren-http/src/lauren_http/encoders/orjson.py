"""JSON by orjson (optional): the fastest for plain data.

Rule: whatever orjson refuses is encoded by the standard library, so that the answer never depends on orjson.
"""

import importlib
from datetime import time
from functools import partial
from typing import final

from lauren_http.encoders.plain import Default, plain
from lauren_http.encoders.stdlib import StdlibJSONEncoder

__all__ = ["OrjsonEncoder"]

# SAFETY: orjson 3.13.0 drops a zero of this `time` and so writes another one; such a version gets no dates to write.
_PROBE = time(0, 0, 0, 10_000)
_PROBE_TEXT = b'"00:00:00.010000"'


@final
class OrjsonEncoder:
    """JSON by orjson.

    Args:
        default: called with objects of undocumented types; returns something encodable or raises `TypeError`.

    Raises:
        RuntimeError: orjson is not installed.
    """

    name = "orjson"

    def __init__(self, default: Default | None = None) -> None:
        try:
            orjson = importlib.import_module("orjson")
        except ImportError:
            raise RuntimeError("OrjsonEncoder needs orjson: pip install orjson") from None
        self._dumps = orjson.dumps
        # orjson's own dataclass form adds undeclared attributes and leaves out underscored fields: ours does not.
        self._option = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_UTC_Z
        if orjson.dumps(_PROBE) != _PROBE_TEXT:
            self._option |= orjson.OPT_PASSTHROUGH_DATETIME
        self._step = plain if default is None else partial(plain, default=default)
        self._stdlib = StdlibJSONEncoder(default)

    def encode(self, value: object) -> bytes:
        """The same as `encode_compact`: orjson writes no white space."""
        return self.encode_compact(value)

    def encode_compact(self, value: object) -> bytes:
        """JSON without white space."""
        try:
            encoded: bytes = self._dumps(value, self._step, self._option)
        except TypeError:
            return self._stdlib.encode_compact(value)
        return encoded
