"""The logger that fits where the process runs: readable on a terminal, JSON everywhere else.

Rule: the environment wins over the arguments, and nonsense in it is never fatal.
"""

import os
from collections.abc import Callable
from typing import Final, Literal, TextIO

from lauren_core import BaseLogger, LogLevel, NullLogger
from lauren_logging.console import ConsoleLogger
from lauren_logging.json_lines import JsonLogger
from lauren_logging.line import is_terminal

__all__ = ["LogFormat", "default_logger"]

LogFormat = Literal["auto", "console", "json", "silent"]
_Maker = Callable[[LogLevel, TextIO | None, str], BaseLogger]


def default_logger(
    *,
    level: LogLevel | int | str = LogLevel.INFO,
    format: LogFormat = "auto",
    stream: TextIO | None = None,
    name: str = "Lauren",
) -> BaseLogger:
    """Make the logger that fits the process (contract L-10).

    Args:
        level: whatever `LogLevel.parse` accepts; `LAUREN_LOG_LEVEL` in the environment wins.
        format: `"console"`, `"json"`, `"silent"`, or `"auto"`: console on a terminal, else JSON.
            `LAUREN_LOG_FORMAT` in the environment wins; a value it does not know counts as `auto`.
        stream: an open text stream; `None` means standard output.
        name: stands on every line.

    Raises:
        ValueError: `format` is none of the four.
        TypeError: `stream` is not a text stream.

    Example:
        >>> type(default_logger(format="silent")).__name__
        'NullLogger'
    """
    if format not in _MAKERS:
        raise ValueError(f"`format` must be one of {', '.join(map(repr, _MAKERS))}, not `{format}`")
    wanted = os.environ.get("LAUREN_LOG_FORMAT", "").strip().lower() or format
    maker = _MAKERS.get(wanted, _automatic)
    return maker(LogLevel.parse(os.environ.get("LAUREN_LOG_LEVEL") or level), stream, name)


def _automatic(level: LogLevel, stream: TextIO | None, name: str) -> BaseLogger:
    return (_console if is_terminal(stream) else _json)(level, stream, name)


def _console(level: LogLevel, stream: TextIO | None, name: str) -> BaseLogger:
    return ConsoleLogger(level=level, stream=stream, name=name)


def _json(level: LogLevel, stream: TextIO | None, name: str) -> BaseLogger:
    return JsonLogger(level=level, stream=stream, name=name)


def _silent(_level: LogLevel, _stream: TextIO | None, _name: str) -> BaseLogger:
    return NullLogger()


_MAKERS: Final[dict[str, _Maker]] = {
    "auto": _automatic,
    "console": _console,
    "json": _json,
    "silent": _silent,
}
