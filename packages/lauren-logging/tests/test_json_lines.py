"""The logger for machines."""

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_core import LogLevel, LogRecord
from lauren_logging import JsonLogger

rule = pytest.mark.rule


def written(record: LogRecord) -> str:
    out = io.StringIO()
    JsonLogger(stream=out, name="shop", level=LogLevel.DEBUG).log_record(record)
    return out.getvalue()


def parsed(message: str = "m", **extra: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(written(LogRecord(LogLevel.INFO, message, extra=extra)))
    return document


@rule("L-6")
def test_a_line_is_an_object_with_the_documented_keys() -> None:
    moment = datetime(2024, 5, 6, 7, 8, 9, 120_000, tzinfo=timezone(timedelta(hours=2)))
    record = LogRecord(LogLevel.WARN, "low stock", "Stock", moment, {"left": 2}, 4242)
    assert list(json.loads(written(record)).items()) == [
        ("ts", "2024-05-06T05:08:09.120Z"),
        ("level", "warn"),
        ("logger", "shop"),
        ("message", "low stock"),
        ("pid", 4242),
        ("context", "Stock"),
        ("left", 2),
    ]


@rule("L-6")
def test_the_context_is_only_there_when_it_is_set() -> None:
    assert "context" not in parsed()


@rule("L-6")
def test_an_extra_that_collides_with_a_key_is_renamed() -> None:
    document = parsed(level="mine", pid=1, context="c", extra_level="other")
    assert document["level"] == "info"
    assert document["extra_level"] == "mine"
    assert document["extra_extra_level"] == "other"
    assert (document["extra_pid"], document["extra_context"]) == (1, "c")


@rule("L-6")
def test_what_json_cannot_hold_is_written_as_text() -> None:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    colour = Enum("colour", ["RED"])
    document = parsed(
        at=moment, nan=float("nan"), raw=b"x", colour=colour.RED, pairs={(1, 2): {"x"}}, ok=[1, None]
    )
    assert document["at"] == str(moment)
    assert document["nan"] == "nan"
    assert document["raw"] == "b'x'"
    assert document["colour"] == "colour.RED"
    assert document["pairs"] == {"(1, 2)": "{'x'}"}
    assert document["ok"] == [1, None]


def test_a_cycle_and_an_endless_nesting_are_cut() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    document = parsed(cycle=cycle, deep=deep, huge=10**5000)
    assert isinstance(document["cycle"], list)
    assert isinstance(document["deep"], list)
    assert document["huge"].startswith("0x")


@rule("L-6")
@given(
    st.text(st.characters(), max_size=30),
    st.dictionaries(
        st.text(max_size=8), st.floats() | st.text() | st.binary() | st.none() | st.sets(st.integers())
    ),
)
def test_any_record_is_one_line_of_safe_json(message: str, extra: dict[str, object]) -> None:
    line = written(LogRecord(LogLevel.INFO, message, context=message, extra=extra))
    assert line.endswith("}\n")
    assert not any(ord(character) < 32 for character in line[:-1])
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    document = json.loads(line)
    assert len(document) >= 5 + len(extra)
