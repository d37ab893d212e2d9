"""The logger for people: one readable line per record, coloured on a terminal.

Rule: `[name] HH:MM:SS.mmm LEVEL [context] message  key=value …`, local time.
"""

import os
import re
from collections.abc import Mapping
from typing import Final, TextIO

from lauren_core import Logger, LogLevel, LogRecord, injectable
from lauren_logging.escape import escape_text, text_of
from lauren_logging.line import LineLogger, is_terminal

__all__ = ["ConsoleLogger"]

_COLOURS: Final = {
    LogLevel.DEBUG: "35",
    LogLevel.VERBOSE: "36",
    LogLevel.INFO: "32",
    LogLevel.WARN: "33",
    LogLevel.ERROR: "31",
}
_DIM: Final = "2"
_CONTEXT: Final = "33"
_LONGEST_BARE: Final = 40
_BARE: Final = re.compile(r'[^\s"=]+')


@injectable(provides=(Logger,))
class ConsoleLogger(LineLogger):
    """A logger that writes lines for people (contract L-5).

    Args:
        level: records below it are dropped; whatever `LogLevel.parse` accepts.
        stream: an open text stream; `None` means standard output.
        use_colour: `None` colours on a terminal only, and not when `NO_COLOR` is set or `TERM` is `dumb`;
            `True` and `False` decide it.
        name: stands in brackets in front of every line.
        show_pid: put the process id after the name.

    Raises:
        TypeError: `stream` is not a text stream, or another option has the wrong type.

    Example:
        >>> import sys
        >>> log = ConsoleLogger(stream=sys.stdout, use_colour=False, name="shop")
        >>> log.info("order paid", context="Orders", order=7)  # doctest: +ELLIPSIS
        [shop] ... INFO [Orders] order paid  order=7
    """

    def __init__(
        self,
        *,
        level: LogLevel | int | str = LogLevel.INFO,
        stream: TextIO | None = None,
        use_colour: bool | None = None,
        name: str = "Lauren",
        show_pid: bool = False,
    ) -> None:
        super().__init__(level=level, stream=stream, name=name)
        if use_colour not in (None, True, False):
            raise TypeError(
                f"`use_colour` must be True, False or None (decide by the stream), not `{use_colour!r}`"
            )
        self._use_colour = use_colour
        self._show_pid = bool(show_pid)

    def render(self, record: LogRecord, stream: TextIO) -> str:
        """The record's line, without its end."""
        paint = _painted if self._colours(stream) else _plain
        colour = _COLOURS.get(record.level, _DIM)
        parts = [paint(f"[{self.name}]", colour)]
        if self._show_pid:
            parts.append(str(record.pid))
        parts += [paint(_clock(record), _DIM), paint(record.level.name, colour)]
        if record.context:
            parts.append(paint(f"[{escape_text(text_of(record.context))}]", _CONTEXT))
        parts.append(escape_text(text_of(record.message)))
        line = " ".join(parts)
        return f"{line}  {paint(_pairs(record.extra), _DIM)}" if record.extra else line

    def _colours(self, stream: TextIO) -> bool:
        if self._use_colour is not None:
            return self._use_colour
        return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and is_terminal(stream)


def _clock(record: LogRecord) -> str:
    local = record.timestamp.astimezone()
    return f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}"


def _pairs(extra: Mapping[str, object]) -> str:
    return " ".join(f"{_word(key)}={_word(value)}" for key, value in extra.items())


def _word(value: object) -> str:
    """A value on one line, in quotes when it is long or could be read as something else."""
    text = text_of(value)
    if len(text) <= _LONGEST_BARE and _BARE.fullmatch(text):
        return escape_text(text)
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escape_text(quoted)}"'


def _plain(text: str, _code: str) -> str:
    return text


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
