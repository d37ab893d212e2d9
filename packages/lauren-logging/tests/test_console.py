"""The logger for people."""

import io
import re
from datetime import UTC, datetime
from typing import cast

import pytest

from lauren_core import LogLevel, LogRecord
from lauren_logging import ConsoleLogger

rule = pytest.mark.rule


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def line_of(message: str, *, context: str = "", **extra: object) -> str:
    out = io.StringIO()
    ConsoleLogger(stream=out, name="shop").info(message, context=context, **extra)
    return out.getvalue()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


@rule("L-5")
def test_a_line_has_name_time_level_context_message_and_extras() -> None:
    line = line_of("order paid", context="Orders", order=7, by="ann")
    assert re.fullmatch(r"\[shop\] \d\d:\d\d:\d\d\.\d{3} INFO \[Orders\] order paid  order=7 by=ann\n", line)


@rule("L-5")
def test_without_context_and_extras_nothing_stands_in_their_place() -> None:
    assert re.fullmatch(r"\[shop\] [\d:.]{12} INFO order paid\n", line_of("order paid"))


@rule("L-5")
def test_the_time_is_local() -> None:
    moment = datetime(2024, 5, 6, 7, 8, 9, 12_345, tzinfo=UTC)
    out = io.StringIO()
    ConsoleLogger(stream=out).log_record(LogRecord(LogLevel.INFO, "x", timestamp=moment))
    assert f" {moment.astimezone():%H:%M:%S}.012 INFO x" in out.getvalue()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        (3.5, "3.5"),
        (None, "None"),
        ("two words", '"two words"'),
        ("", '""'),
        ("a=b", '"a=b"'),
        ('say "hi"', r'"say \"hi\""'),
        ("C:\\temp x", r'"C:\\temp x"'),
        ("x" * 40, "x" * 40),
        ("x" * 41, '"' + "x" * 41 + '"'),
        ("a\nb", r'"a\nb"'),
        ("\x1b[31m", r"\x1b[31m"),
    ],
)
@rule("L-5", "L-6")
def test_a_value_that_is_long_or_has_spaces_is_quoted(value: object, shown: str) -> None:
    assert line_of("m", v=value).endswith(f"  v={shown}\n")


@rule("L-6")
def test_a_message_cannot_forge_a_second_line_or_steer_the_terminal() -> None:
    line = line_of("paid\r\n[shop] 00:00:00.000 INFO forged \x1b[2J\u2028", context="A\nB")
    assert line.count("\n") == 1
    assert "\x1b" not in line
    assert r"[A\nB] paid\r\n[shop]" in line


@rule("L-5")
def test_a_terminal_gets_colours_and_another_stream_none() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    ConsoleLogger(stream=terminal).error("m", context="C", a=1)
    ConsoleLogger(stream=pipe).error("m", context="C", a=1)
    assert "\x1b[31m" in terminal.getvalue()
    assert terminal.getvalue().count("\x1b[0m") == 5
    assert "\x1b" not in pipe.getvalue()


@rule("L-5")
@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_turns_colours_off(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    terminal, forced = Terminal(), io.StringIO()
    ConsoleLogger(stream=terminal).info("m")
    ConsoleLogger(stream=forced, use_colour=True).info("m")
    assert "\x1b" not in terminal.getvalue()
    assert "\x1b" in forced.getvalue()


@rule("L-5")
def test_colours_can_be_refused_on_a_terminal() -> None:
    terminal = Terminal()
    ConsoleLogger(stream=terminal, use_colour=False).info("m")
    assert "\x1b" not in terminal.getvalue()


@rule("L-5")
def test_the_process_id_is_shown_on_request() -> None:
    out = io.StringIO()
    ConsoleLogger(stream=out, show_pid=True).log_record(LogRecord(LogLevel.WARN, "m", pid=4242))
    assert out.getvalue().startswith("[Lauren] 4242 ")


def test_every_level_has_its_name_on_the_line() -> None:
    out = io.StringIO()
    log = ConsoleLogger(stream=out, level=LogLevel.DEBUG)
    for write in (log.debug, log.verbose, log.info, log.warn, log.error):
        write("m")
    levels = [line.split()[2] for line in out.getvalue().splitlines()]
    assert levels == ["DEBUG", "VERBOSE", "INFO", "WARN", "ERROR"]


def test_a_colour_option_that_is_no_boolean_is_refused() -> None:
    with pytest.raises(TypeError, match="`use_colour` must be True, False or None"):
        ConsoleLogger(use_colour=cast("bool", "always"))
