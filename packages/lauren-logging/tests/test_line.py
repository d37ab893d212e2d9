"""One record, one write, and never an exception."""

import io
import sys
import threading
from typing import TextIO, cast

import pytest

from lauren_core import LogLevel, LogRecord
from lauren_logging import ConsoleLogger, JsonLogger
from lauren_logging.line import LineLogger, is_terminal

rule = pytest.mark.rule


class Writes(io.StringIO):
    """A stream that remembers each write."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def write(self, text: str) -> int:
        self.calls.append(text)
        return super().write(text)


class Full(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError("no space left on device")


def logger_on(stream: TextIO | None, level: LogLevel = LogLevel.INFO) -> LineLogger:
    return ConsoleLogger(stream=stream, level=level, use_colour=False)


@rule("L-13")
@pytest.mark.parametrize("kind", [ConsoleLogger, JsonLogger])
def test_one_record_is_one_write(kind: type[ConsoleLogger] | type[JsonLogger]) -> None:
    out = Writes()
    log = kind(stream=out)
    log.info("first\nsecond", context="A\r\nB", note="x\ny")
    assert len(out.calls) == 1
    assert out.calls[0].endswith("\n")
    assert out.calls[0].count("\n") == 1
    assert "\r" not in out.calls[0]


@rule("L-13")
@pytest.mark.parametrize("kind", [ConsoleLogger, JsonLogger])
def test_a_failing_stream_never_reaches_the_caller(kind: type[ConsoleLogger] | type[JsonLogger]) -> None:
    kind(stream=Full()).error("lost")
    closed = io.StringIO()
    closed.close()
    kind(stream=closed).error("lost too")


@rule("L-13")
def test_a_value_that_cannot_be_printed_never_reaches_the_caller() -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError("no")

    out = io.StringIO()
    logger_on(out).info("got", value=Broken())
    assert 'value="<unprintable Broken>"' in out.getvalue()


@rule("L-13")
def test_threads_never_mix_their_lines() -> None:
    out = io.StringIO()
    log = JsonLogger(stream=out)

    def work(number: int) -> None:
        for _ in range(50):
            log.info("x" * 50, worker=number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = out.getvalue().splitlines()
    assert len(lines) == 200
    assert all(line.startswith("{") and line.endswith("}") for line in lines)


@rule("L-4")
def test_a_record_below_the_level_is_dropped_before_it_is_rendered() -> None:
    class Counting(LineLogger):
        rendered = 0

        def render(self, record: LogRecord, stream: TextIO) -> str:
            self.rendered += 1
            return record.message

    log = Counting(level="warn", stream=io.StringIO(), name="t")
    log.info("quiet")
    log.log_record(LogRecord(LogLevel.DEBUG, "quiet too"))
    log.error("loud")
    assert log.rendered == 1


def test_a_character_the_stream_cannot_encode_is_escaped() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")
    logger_on(stream).info("Grüße")
    assert raw.getvalue().endswith(b"Gr\\xfc\\xdfe\n")


def test_without_a_stream_standard_output_of_the_moment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    log = logger_on(None)
    later = io.StringIO()
    monkeypatch.setattr(sys, "stdout", later)
    log.info("hello")
    assert later.getvalue().endswith("INFO hello\n")


def test_without_standard_output_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    logger_on(None).info("hello")
    assert not is_terminal(None)


def test_a_logger_may_log_while_it_writes() -> None:
    class Chatty(io.StringIO):
        depth = 0

        def write(self, text: str) -> int:
            if self.depth == 0:
                self.depth = 1
                log.info("inner")
            return super().write(text)

    out = Chatty()
    log = logger_on(out)
    log.info("outer")
    assert [line.rpartition(" ")[2] for line in out.getvalue().splitlines()] == ["inner", "outer"]


@pytest.mark.parametrize("stream", [3, "out.log", io.BytesIO()])
def test_a_stream_that_takes_no_text_is_refused_when_the_logger_is_made(stream: object) -> None:
    with pytest.raises(TypeError, match="`stream` must be a text stream"):
        ConsoleLogger(stream=cast("TextIO", stream))


def test_a_name_that_is_no_string_is_refused() -> None:
    with pytest.raises(TypeError, match="`name` must be a string, not `7`"):
        JsonLogger(name=cast("str", 7))
