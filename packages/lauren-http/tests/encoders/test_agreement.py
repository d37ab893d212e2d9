"""All encoders write the same bytes; the standard library's is the oracle."""

import dataclasses
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http.encoders import (
    JSONEncoder,
    MsgspecEncoder,
    OrjsonEncoder,
    PydanticEncoder,
    StdlibJSONEncoder,
)

rule = pytest.mark.rule
msgspec = pytest.importorskip("msgspec")
pydantic = pytest.importorskip("pydantic")
pytest.importorskip("orjson")

ENCODERS: list[Callable[[], JSONEncoder]] = [OrjsonEncoder, MsgspecEncoder, PydanticEncoder]


class Color(Enum):
    RED = "red"
    ONE = 1
    PAIR = (1, "a")


@dataclasses.dataclass
class Point:
    x: object
    _y: object = 0


class Model(pydantic.BaseModel):  # type: ignore[name-defined, misc]  # optional, imported by pytest
    a: int
    when: datetime | None = None


class Struct(msgspec.Struct, rename="camel"):  # type: ignore[name-defined, misc, call-arg]  # optional, imported by pytest
    some_name: object
    other: object = None


# How an exponent is spelled is each library's own; the numbers are compared by value.
_plain_floats = st.floats(allow_nan=True, allow_infinity=True).filter(lambda number: "e" not in repr(number))
_offsets = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-720, 720))
_moments = st.datetimes(timezones=st.one_of(st.none(), st.just(UTC), _offsets))
_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    _plain_floats,
    st.text(st.characters(codec=None), max_size=5),
    st.binary(max_size=5),
    st.uuids(),
    st.decimals(allow_nan=False),
    st.dates(),
    _moments,
    st.times(),
    st.sampled_from(list(Color)),
    st.sets(st.integers(0, 3)),
    st.builds(Model, a=st.integers(-5, 5)),
)
_keys = st.one_of(
    st.text(max_size=3), st.integers(), st.none(), st.booleans(), st.uuids(), st.dates(), st.just(Color.RED)
)
_values = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(_keys, inner, max_size=3),
        st.builds(Point, inner, inner),
        st.builds(Struct, inner, inner),
    ),
    max_leaves=8,
)


@rule("H-87")
@pytest.mark.parametrize("make", ENCODERS)
@given(value=_values)
def test_every_encoder_agrees_with_the_standard_library(
    make: Callable[[], JSONEncoder], value: object
) -> None:
    assert make().encode_compact(value) == StdlibJSONEncoder().encode_compact(value)


@rule("H-87")
@pytest.mark.parametrize("make", [StdlibJSONEncoder, *ENCODERS])
@given(value=st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_every_float_keeps_its_value(make: Callable[[], JSONEncoder], value: list[float]) -> None:
    encoded = make().encode_compact(value)
    assert json.loads(encoded) == value
    assert re.search(rb"[A-DF-Za-df-z]", encoded) is None


@rule("H-87")
@pytest.mark.parametrize("make", [StdlibJSONEncoder, *ENCODERS])
def test_every_encoder_refuses_other_objects_by_name(make: Callable[[], JSONEncoder]) -> None:
    class Secret:
        password = "x"

    for value in (Secret(), [Secret()], {"a": Secret()}, {Secret(): 1}):
        with pytest.raises(TypeError, match="Secret"):
            make().encode_compact(value)


@rule("H-87")
@pytest.mark.parametrize("make", [StdlibJSONEncoder, OrjsonEncoder, PydanticEncoder])
def test_a_duration_is_its_seconds(make: Callable[[], JSONEncoder]) -> None:
    assert make().encode_compact([timedelta(minutes=1)]) == b"[60.0]"


@rule("H-86")
@pytest.mark.parametrize("make", [StdlibJSONEncoder, *ENCODERS])
def test_a_default_is_asked_for_other_objects(make: Callable[..., JSONEncoder]) -> None:
    assert make(default=str).encode_compact({"a": 1j}) == b'{"a":"1j"}'


@pytest.mark.parametrize("make", [StdlibJSONEncoder, *ENCODERS])
def test_hard_values(make: Callable[[], JSONEncoder]) -> None:
    value = ["\ud800", 2**70, time(1, tzinfo=UTC), date(1, 1, 1), UUID(int=0), Decimal("1E+2")]
    assert make().encode_compact(value) == (
        b'["\\ud800",1180591620717411303424,"01:00:00Z","0001-01-01","00000000-0000-0000-0000-000000000000","1E+2"]'
    )
    assert json.loads(make().encode_compact(value))[0] == "\ud800"
