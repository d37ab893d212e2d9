"""What becomes of each type in JSON."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import PurePosixPath
from uuid import UUID

import pytest

from lauren_http.encoders.plain import plain_all

rule = pytest.mark.rule


class Color(Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


@dataclasses.dataclass
class Point:
    x: int
    _hidden: int = 0


@rule("H-87")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Color.RED, "red"),
        (Level.LOW, 1),
        (datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC), "2020-01-02T03:04:05Z"),
        (datetime(2020, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2020-01-02T00:00:00+02:00"),
        (datetime(2020, 1, 2), "2020-01-02T00:00:00"),  # noqa: DTZ001  # naive on purpose
        (date(2020, 1, 2), "2020-01-02"),
        (time(1, 2), "01:02:00"),
        (timedelta(minutes=1), 60.0),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Decimal("1.50"), "1.50"),
        (PurePosixPath("/a"), "/a"),
        ({1}, [1]),
        (frozenset({1}), [1]),
        (b"a\xff", "a\ufffd"),
        (bytearray(b"a"), "a"),
        (memoryview(b"a"), "a"),
        ((1, 2), [1, 2]),
        (float("nan"), None),
        (float("-inf"), None),
        (Point(1, 2), {"x": 1, "_hidden": 2}),
        ({1: 1}, {"1": 1}),
        ({None: 1, 1.5: 2, False: 3}, {"null": 1, "1.5": 2, "false": 3}),
        ({UUID(int=1): 1}, {"00000000-0000-0000-0000-000000000001": 1}),
        ({Color.RED: 1, date(2020, 1, 2): 2}, {"red": 1, "2020-01-02": 2}),
    ],
    ids=repr,
)
def test_documented_types(value: object, expected: object) -> None:
    assert plain_all(value) == expected


@rule("H-87")
def test_other_objects_are_refused_by_name() -> None:
    class Secret:
        password = "x"

    with pytest.raises(TypeError, match="Secret"):
        plain_all([Secret()])
    with pytest.raises(TypeError, match="generator"):
        plain_all(item for item in "a")
    with pytest.raises(TypeError, match="key"):
        plain_all({(1, 2): 1})


def test_a_cycle_is_refused() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(TypeError, match="nested too deeply"):
        plain_all(cycle)


def test_a_default_makes_other_objects_encodable() -> None:
    assert plain_all([1j], str) == ["1j"]
