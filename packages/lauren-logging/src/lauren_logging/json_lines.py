"""The logger for machines: one JSON object per line.

Rule: every record becomes valid JSON (RFC 8259), whatever its values are.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC
from typing import Final, TextIO

from lauren_core import Logger, LogLevel, LogRecord, injectable
from lauren_logging.escape import escape_json, text_of
from lauren_logging.line import LineLogger

__all__ = ["JsonLogger"]

_RESERVED: Final = frozenset({"ts", "level", "logger", "message", "pid", "context"})
_DEEPEST: Final = 8


@injectable(provides=(Logger,))
class JsonLogger(LineLogger):
    """A logger that writes JSON lines (contract L-6).

    The keys are `ts` (ISO 8601, UTC), `level` (lower case), `logger`, `message`, `pid`, `context` (only when set), then
    the extras; an extra with one of these names becomes `extra_<name>`. What JSON cannot hold is written as text.

    Args:
        level: records below it are dropped; whatever `LogLevel.parse` accepts.
        stream: an open text stream; `None` means standard output.
        name: the value of `logger`.

    Raises:
        TypeError: `stream` is not a text stream, or `name` is not a string.

    Example:
        >>> import io, json
        >>> out = io.StringIO()
        >>> JsonLogger(stream=out, name="shop").warn("low stock", context="Stock", left=2)
        >>> line = json.loads(out.getvalue())
        >>> line["level"], line["message"], line["left"]
        ('warn', 'low stock', 2)
    """

    def __init__(
        self,
        *,
        level: LogLevel | int | str = LogLevel.INFO,
        stream: TextIO | None = None,
        name: str = "Lauren",
    ) -> None:
        super().__init__(level=level, stream=stream, name=name)

    def render(self, record: LogRecord, stream: TextIO) -> str:
        """The record's JSON text."""
        return escape_json(_encode(_document(record, self.name)))


def _document(record: LogRecord, name: str) -> dict[str, object]:
    document: dict[str, object] = {
        "ts": record.timestamp.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.level.name.lower(),
        "logger": name,
        "message": text_of(record.message),
        "pid": record.pid,
    }
    if record.context:
        document["context"] = text_of(record.context)
    for key, value in record.extra.items():
        document[_free_key(key, document)] = value
    return document


def _free_key(key: object, taken: Mapping[str, object]) -> str:
    text = text_of(key)
    while text in _RESERVED or text in taken:
        text = f"extra_{text}"
    return text


def _encode(document: dict[str, object]) -> str:
    try:
        return _ENCODER.encode(document)
    except (
        TypeError,
        ValueError,
        RecursionError,
    ):  # NaN, an odd key, a cycle: rare, so the walk is paid only then
        return _ENCODER.encode({key: _plain(value, _DEEPEST) for key, value in document.items()})


def _plain(value: object, depth: int) -> object:
    """The value in terms of JSON."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else text_of(value)
    if isinstance(value, int):
        return value if value.bit_length() <= _LONGEST_INTEGER else hex(value)
    if depth and isinstance(value, Mapping):
        return {text_of(key): _plain(item, depth - 1) for key, item in value.items()}
    if depth and isinstance(value, list | tuple):
        return [_plain(item, depth - 1) for item in value]
    return text_of(value)


_LONGEST_INTEGER: Final = 4096  # bits; Python refuses to write far longer ones in decimal
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=text_of
)
