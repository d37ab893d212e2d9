"""The logger for tests: it keeps what was logged.

Rule: records are kept in the order they were logged, unchanged.
"""

from lauren_core import BaseLogger, Logger, LogLevel, LogRecord, injectable

__all__ = ["InMemoryLogger"]


@injectable(provides=(Logger,))
class InMemoryLogger(BaseLogger):
    """A logger that keeps its records (contract L-7).

    Args:
        level: records below it are dropped; whatever `LogLevel.parse` accepts.

    Attributes:
        records: what was logged, oldest first.

    Example:
        >>> log = InMemoryLogger()
        >>> log.warn("low stock", context="Stock", left=2)
        >>> log.messages(), log.contexts(), log.records[0].extra
        (['low stock'], ['Stock'], {'left': 2})
    """

    def __init__(self, level: LogLevel | int | str = LogLevel.DEBUG) -> None:
        super().__init__(LogLevel.parse(level))
        self.records: list[LogRecord] = []

    def log_record(self, record: LogRecord) -> None:
        """Keep one record."""
        if record.level >= self.level:
            self.records.append(record)

    def messages(self, level: LogLevel | None = None) -> list[str]:
        """The messages in order; with `level`, only those of exactly that level."""
        return [record.message for record in self.records if level is None or record.level == level]

    def contexts(self) -> list[str]:
        """The contexts in order, one per record that has one."""
        return [record.context for record in self.records if record.context]

    def clear(self) -> None:
        """Forget everything."""
        self.records.clear()
