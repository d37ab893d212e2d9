"""The logger that fits where the process runs."""

import io
from typing import cast

import pytest

from lauren_core import LogLevel, NullLogger
from lauren_logging import ConsoleLogger, JsonLogger, default_logger
from lauren_logging.default import LogFormat

rule = pytest.mark.rule


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def no_overrides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAUREN_LOG_LEVEL", raising=False)
    monkeypatch.delenv("LAUREN_LOG_FORMAT", raising=False)


@rule("L-10")
@pytest.mark.parametrize(
    ("format", "kind"), [("console", ConsoleLogger), ("json", JsonLogger), ("silent", NullLogger)]
)
def test_a_named_format_decides(format: LogFormat, kind: type) -> None:
    assert type(default_logger(format=format)) is kind


@rule("L-10")
def test_auto_is_the_console_on_a_terminal_and_json_elsewhere() -> None:
    assert type(default_logger(stream=Terminal())) is ConsoleLogger
    assert type(default_logger(stream=io.StringIO())) is JsonLogger


@rule("L-10")
def test_level_stream_and_name_reach_the_logger() -> None:
    out = io.StringIO()
    log = default_logger(level="warning", stream=out, name="shop")
    log.info("quiet")
    log.warning("loud")
    assert log.level is LogLevel.WARN
    assert '"logger":"shop","message":"loud"' in out.getvalue()
    assert "quiet" not in out.getvalue()


@rule("L-10")
def test_the_environment_wins_over_the_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUREN_LOG_LEVEL", "error")
    monkeypatch.setenv("LAUREN_LOG_FORMAT", " Console ")
    log = default_logger(level=LogLevel.DEBUG, format="json")
    assert (type(log), log.level) == (ConsoleLogger, LogLevel.ERROR)


@rule("L-1")
def test_nonsense_in_the_environment_is_not_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUREN_LOG_LEVEL", "loudest")
    monkeypatch.setenv("LAUREN_LOG_FORMAT", "xml")
    log = default_logger(level=LogLevel.DEBUG, format="silent", stream=io.StringIO())
    assert (type(log), log.level) == (JsonLogger, LogLevel.INFO)


def test_an_unknown_format_says_what_is_accepted() -> None:
    with pytest.raises(ValueError, match="one of 'auto', 'console', 'json', 'silent', not `xml`"):
        default_logger(format=cast("LogFormat", "xml"))
