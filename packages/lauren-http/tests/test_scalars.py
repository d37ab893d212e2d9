"""Scalars from text."""

import enum
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, Optional, Union
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http.scalars import CoerceError, collection_of, optional_of, scalar_coercer, type_name

rule = pytest.mark.rule
UserId = NewType("UserId", int)


class Color(enum.Enum):
    RED = "red"
    ONE = 1


class Switch(enum.Enum):
    ON = True


class Lenient(enum.Enum):
    RED = "red"

    @classmethod
    def _missing_(cls, value: object) -> "Lenient | None":
        return cls.RED if str(value).lower() == "red" else None


def read(tp: object, text: str) -> object:
    coerce = scalar_coercer(tp)
    assert coerce is not None
    return coerce(text)


ACCEPTED: list[tuple[object, str, object]] = [
    (str, " x ", " x "),
    (Any, "x", "x"),
    (int, "-07", -7),
    (int, "+7", 7),
    (float, "1.5e3", 1500.0),
    (float, ".5", 0.5),
    (float, "2", 2.0),
    (bool, "TRUE", True),
    (bool, "on", True),
    (bool, "0", False),
    (bool, "No", False),
    (bytes, "é", "é".encode()),
    (complex, "1+2j", 1 + 2j),
    (UUID, "00000000-0000-0000-0000-00000000000A", UUID(int=10)),
    (Decimal, "1.50", Decimal("1.50")),
    (datetime, "2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
    (date, "2020-01-02", date(2020, 1, 2)),
    (time, "03:04", time(3, 4)),
    (timedelta, "1.5", timedelta(seconds=1.5)),
    (Color, "red", Color.RED),
    (Color, "1", Color.ONE),
    (Switch, "yes", Switch.ON),
    (Lenient, "RED", Lenient.RED),
    (Literal["a", 2, True], "2", 2),
    (Literal["a", 2, True], "True", True),
    (Literal[Color.RED], "red", Color.RED),
    (int | str, "x", "x"),
    (int | str, "5", 5),
    (str | int, "5", "5"),
    (Optional[int], "5", 5),  # noqa: UP045  # the older spelling
    (Union[int, bool], "yes", True),  # noqa: UP007  # the older spelling
    (UserId, "5", 5),
    (Annotated[int, "doc"], "5", 5),
    (Annotated[UserId | None, "doc"], "5", 5),
]


@rule("H-115")
@pytest.mark.parametrize(("tp", "text", "value"), ACCEPTED)
def test_what_each_type_accepts(tp: object, text: str, value: object) -> None:
    result = read(tp, text)
    assert (result, type(result)) == (value, type(value))


REFUSED: list[tuple[object, str, str]] = [
    *[(int, text, "int") for text in ("", " 1", "1_0", "1.0", "0x1", "١", "1" * 5000, "1\n")],
    *[(float, text, "float") for text in ("", "nan", "inf", "1e999", "1_0", " 1", "1e", ".", "١", "1\n")],
    *[(bool, text, "bool") for text in ("", "maybe", "2", "t")],
    *[(complex, text, "complex") for text in ("", "x", "nan", "1 + 2j", "1_0j", "infj")],
    *[(UUID, text, "UUID") for text in ("", "{0}", "0" * 32, "urn:uuid:" + str(UUID(int=1)))],
    *[(Decimal, text, "Decimal") for text in ("", "NaN", "Infinity", "1_0", " 1")],
    *[(datetime, text, "datetime") for text in ("", "yesterday", "2020-13-01")],
    *[(date, text, "date") for text in ("", "2020-02-30", "2020-01-02T00:00:00")],
    (time, "25:00", "time"),
    (timedelta, "1e300", "timedelta"),
    (timedelta, "P1D", "timedelta"),
    (Color, "RED", "Color"),
    (Literal["a", 2], "b", "Literal"),
    (int | bool, "x", "bool"),
    (bytes, "\ud800", "bytes"),
]


@rule("H-115")
@pytest.mark.parametrize(("tp", "text", "expected"), REFUSED)
def test_what_each_type_refuses(tp: object, text: str, expected: str) -> None:
    with pytest.raises(CoerceError) as caught:
        read(tp, text)
    assert caught.value.expected == expected


@rule("H-115")
def test_choices_are_listed() -> None:
    with pytest.raises(CoerceError) as caught:
        read(Color, "x")
    assert caught.value.allowed == ("red", 1)
    with pytest.raises(CoerceError) as caught:
        read(Literal["a", 2], "x")
    assert caught.value.allowed == ("a", 2)


@pytest.mark.parametrize(
    "tp", [dict, list[int], object(), int | list[int], None, type(None), {"a": 1}, [int]]
)
def test_other_types_have_no_coercer(tp: object) -> None:
    assert scalar_coercer(tp) is None


@given(st.sampled_from([tp for tp, _, _ in ACCEPTED]), st.text())
def test_any_text_is_read_or_refused(tp: object, text: str) -> None:
    try:
        read(tp, text)
    except CoerceError:
        return


@given(st.integers())
def test_integers_survive(number: int) -> None:
    assert read(int, str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_survive(number: float) -> None:
    assert read(float, repr(number)) == number


@pytest.mark.parametrize(
    ("tp", "expected"),
    [
        (list[int], (list, int)),
        (tuple[int, ...], (tuple, int)),
        (set[str], (set, str)),
        (frozenset[UUID], (frozenset, UUID)),
        (list, (list, str)),
        (Annotated[list[int], 1], (list, int)),
        (tuple[int, str], None),
        (dict[str, int], None),
        (int, None),
        (list[int] | None, None),
    ],
)
def test_collections(tp: object, expected: object) -> None:
    assert collection_of(tp) == expected


@rule("H-103")
def test_none_is_stripped_from_unions() -> None:
    assert optional_of(int | None) == (True, int)
    assert optional_of(None | int | str) == (True, int | str)
    assert optional_of(Annotated[int | None, "m"]) == (True, Annotated[int, "m"])
    assert optional_of(int) == (False, int)
    assert optional_of(int | str) == (False, int | str)


def test_type_names() -> None:
    assert [type_name(tp) for tp in (int, int | None, list[int], Annotated[str, 1], Any)] == [
        "int",
        "int | None",
        "list[int]",
        "str",
        "Any",
    ]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type aliases are statements since 3.12")
def test_type_aliases() -> None:
    names: dict[str, object] = {}
    exec("type Alias = int | None", names)  # noqa: S102  # a syntax 3.11 does not have
    assert read(names["Alias"], "5") == 5
