"""The logging port: levels, records, the `Logger` protocol and the loggers that need no output.

Rule: a logger that fails never breaks the code that logs.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Protocol, final, runtime_checkable

from lauren_core.decorators import injectable


class LogLevel(IntEnum):
    """Severity; `SILENT` is above everything."""

    DEBUG = 10
    VERBOSE = 15
    INFO = 20
    WARN = 30
    ERROR = 40
    SILENT = 100

    @classmethod
    def parse(cls, value: object) -> "LogLevel":
        """Return the level for a member, an int or a case-insensitive name; anything unknown is `INFO`.

        Example:
            >>> LogLevel.parse("warning").name
            'WARN'
        """
        if isinstance(value, int):
            return cls(value) if value in set(cls) else cls.INFO
        name = str(value).strip().upper()
        return cls.__members__.get(_LEVEL_ALIASES.get(name, name), cls.INFO)


_LEVEL_ALIASES = {"WARNING": "WARN", "ERR": "ERROR"}


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One thing that was logged; `timestamp` is aware UTC."""

    level: LogLevel
    message: str
    context: str = ""
    timestamp: datetime = field(default_factory=lambda: datetime.now(UTC))
    extra: Mapping[str, object] = field(default_factory=dict)
    pid: int = field(default_factory=os.getpid)


@runtime_checkable
class Logger(Protocol):
    """What the framework logs through."""

    level: LogLevel

    def log_record(self, record: LogRecord) -> None:
        """Write one record."""
        ...

    def log(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at INFO."""
        ...

    def info(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at INFO."""
        ...

    def debug(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at DEBUG."""
        ...

    def verbose(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at VERBOSE."""
        ...

    def warn(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at WARN."""
        ...

    def warning(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at WARN."""
        ...

    def error(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at ERROR."""
        ...


class BaseLogger:
    """Everything of `Logger` in terms of `level` and `log_record`; subclass it and write `log_record`.

    Args:
        level: records below it are never made.
    """

    def __init__(self, level: LogLevel = LogLevel.INFO) -> None:
        self.level = level

    def log_record(self, record: LogRecord) -> None:
        """Write one record; the base class discards it."""

    def log(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at INFO."""
        self._emit(LogLevel.INFO, message, context, extra)

    def info(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at INFO."""
        self._emit(LogLevel.INFO, message, context, extra)

    def debug(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at DEBUG."""
        self._emit(LogLevel.DEBUG, message, context, extra)

    def verbose(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at VERBOSE."""
        self._emit(LogLevel.VERBOSE, message, context, extra)

    def warn(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at WARN."""
        self._emit(LogLevel.WARN, message, context, extra)

    def warning(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at WARN."""
        self._emit(LogLevel.WARN, message, context, extra)

    def error(self, message: str, *, context: str = "", **extra: object) -> None:
        """Log at ERROR."""
        self._emit(LogLevel.ERROR, message, context, extra)

    def _emit(self, level: LogLevel, message: str, context: str, extra: Mapping[str, object]) -> None:
        if level >= self.level:
            self.log_record(LogRecord(level, message, context, extra=dict(extra)))


@injectable(provides=(Logger,))
class NullLogger(BaseLogger):
    """A logger that discards everything."""

    def __init__(self) -> None:
        super().__init__(LogLevel.SILENT)


@final
class SafeLogger(BaseLogger):
    """A logger around another whose failures never reach the caller.

    Args:
        logger: anything with `level` and `log_record`.
    """

    def __init__(self, logger: Logger) -> None:
        self.logger = logger

    @property
    def level(self) -> LogLevel:
        """The wrapped logger's level."""
        return LogLevel.parse(getattr(self.logger, "level", LogLevel.INFO))

    @level.setter
    def level(self, level: LogLevel) -> None:
        self.logger.level = level

    def log_record(self, record: LogRecord) -> None:
        """Hand the record on; swallow whatever goes wrong."""
        with contextlib.suppress(Exception):  # nothing below the log could report it
            self.logger.log_record(record)
