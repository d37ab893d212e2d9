"""The loggers that write nowhere."""

import pytest

from lauren_core import LogLevel, LogRecord, NullLogger
from lauren_logging import InMemoryLogger

rule = pytest.mark.rule


@rule("L-7")
def test_it_keeps_records_messages_and_contexts() -> None:
    log = InMemoryLogger()
    log.debug("one", context="A")
    log.error("two", n=1)
    log.warning("three", context="A")
    assert [record.level for record in log.records] == [LogLevel.DEBUG, LogLevel.ERROR, LogLevel.WARN]
    assert log.records[1].extra == {"n": 1}
    assert log.messages() == ["one", "two", "three"]
    assert log.messages(LogLevel.ERROR) == ["two"]
    assert log.contexts() == ["A", "A"]
    log.clear()
    assert log.records == []


@rule("L-4", "L-7")
def test_its_level_is_kept() -> None:
    log = InMemoryLogger(LogLevel.WARN)
    log.info("quiet")
    log.log_record(LogRecord(LogLevel.INFO, "quiet too"))
    assert log.records == []


@rule("L-7")
def test_the_null_logger_is_silent() -> None:
    log = NullLogger()
    log.error("nobody hears it")
    assert log.level is LogLevel.SILENT
