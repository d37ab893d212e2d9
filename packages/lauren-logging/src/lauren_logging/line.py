"""A logger that turns each record into one line of a text stream.

Rule: one record is one write, and nothing that happens here reaches the code that logged.
"""

import contextlib
import io
import os
import sys
import threading
from typing import TextIO

from lauren_core import BaseLogger, LogLevel, LogRecord
from lauren_logging.escape import escape_text

__all__ = ["LineLogger", "is_terminal"]


class LineLogger(BaseLogger):
    """What the console and the JSON logger share; subclasses write `render`.

    Args:
        level: whatever `LogLevel.parse` accepts; records below it are dropped before they are rendered.
        stream: an open text stream; `None` means `sys.stdout` as it is when a record is written.
        name: stands on every line.

    Raises:
        TypeError: `stream` is not a text stream, or `name` is not a string.
    """

    def __init__(self, *, level: LogLevel | int | str, stream: TextIO | None, name: str) -> None:
        super().__init__(LogLevel.parse(level))
        self._stream = _checked_stream(stream)
        self.name = _checked_name(name)

    def log_record(self, record: LogRecord) -> None:
        """Write one record as one line; never raises."""
        if record.level < self.level:
            return
        with contextlib.suppress(Exception):  # nothing below the log could report it
            stream = self._stream if self._stream is not None else sys.stdout
            if stream is not None:
                _write(stream, self.render(record, stream) + "\n")

    def render(self, record: LogRecord, stream: TextIO) -> str:
        """The record's line, without its end; `stream` is where it will be written."""
        return escape_text(record.message)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream (`None`: standard output) is a terminal; a closed or odd one is not."""
    try:
        return bool((stream if stream is not None else sys.stdout).isatty())
    except Exception:
        return False


class _Turn:
    """Whose turn it is to write: one lock for the process, because loggers share streams.

    Re-entrant, so that a signal handler may log; new after a fork, because the thread that held it is gone.
    """

    def __init__(self) -> None:
        self.renew()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.renew)

    def renew(self) -> None:
        self.lock = threading.RLock()


_turn = _Turn()


def _write(stream: TextIO, line: str) -> None:
    with _turn.lock:
        try:
            stream.write(line)
        except UnicodeEncodeError:  # raised before anything is written
            stream.write(_encodable(line, stream))
        stream.flush()


def _encodable(line: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "ascii"
    return line.encode(encoding, "backslashreplace").decode(encoding)


def _checked_stream(stream: object) -> TextIO | None:
    if stream is None:
        return None
    if not callable(getattr(stream, "write", None)) or not callable(getattr(stream, "flush", None)):
        raise TypeError(
            f"`stream` must be a text stream with `write` and `flush`, or None for standard output, not `{stream!r}`"
        )
    if isinstance(stream, io.RawIOBase | io.BufferedIOBase):
        raise TypeError(f"`stream` must be a text stream, not the byte stream `{stream!r}`")
    return stream  # type: ignore[return-value]  # judged by its methods


def _checked_name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"`name` must be a string, not `{name!r}`")
    return escape_text(name)
