"""Validation of any declared type."""

import enum
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import InitVar, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, Literal, NotRequired, TypedDict, TypeVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_core import UnresolvableParameterError
from lauren_http.models import ModelError, find_adapter, is_model, validator_for

rule = pytest.mark.rule
T = TypeVar("T")


class Color(enum.Enum):
    RED = "red"
    ONE = 1


@dataclass
class Node:
    name: str
    children: "list[Node]" = field(default_factory=list)


@dataclass
class Page(Generic[T]):
    items: list[T]
    total: int = 0


@dataclass
class Account:
    limit: int
    seed: InitVar[int] = 0
    shared: ClassVar[int] = 5
    computed: int = field(init=False, default=1)

    def __post_init__(self, seed: int) -> None:
        if self.limit < 0:
            raise ValueError("limit must not be negative")
        self.computed = seed


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


def errors_of(tp: object, value: object, *, strings: bool = False) -> list[Any]:
    with pytest.raises(ModelError) as caught:
        validator_for(tp, strings=strings)(value)
    assert caught.value.errors
    assert all(set(error) == {"loc", "msg", "type"} for error in caught.value.errors)
    return [(error["loc"], error["type"]) for error in caught.value.errors]


ACCEPTED: list[tuple[object, object, object]] = [
    (int, 1, 1),
    (float, 1, 1.0),
    (float, 1.5, 1.5),
    (str, "a", "a"),
    (bool, True, True),
    (None, None, None),
    (bytes, "é", "é".encode()),
    (Color, "red", Color.RED),
    (Color, 1, Color.ONE),
    (Literal["a", 1], 1, 1),
    (UUID, str(UUID(int=1)), UUID(int=1)),
    (Decimal, "1.5", Decimal("1.5")),
    (datetime, "2020-01-02T00:00:00Z", datetime(2020, 1, 2, tzinfo=UTC)),
    (date, "2020-01-02", date(2020, 1, 2)),
    (time, "01:02", time(1, 2)),
    (timedelta, 60, timedelta(minutes=1)),
    (list[int], [1], [1]),
    (list, [1, "a"], [1, "a"]),
    (set[int], [1, 1], {1}),
    (frozenset[int], [1], frozenset({1})),
    (tuple[int, ...], [1, 2], (1, 2)),
    (tuple[int, str], [1, "a"], (1, "a")),
    (Sequence[int], [1], [1]),
    (dict[str, int], {"a": 1}, {"a": 1}),
    (dict[int, int], {"1": 1}, {1: 1}),
    (Mapping[str, Any], {"a": None}, {"a": None}),
    (dict, {"a": 1}, {"a": 1}),
    (int | None, None, None),
    (int | str, "a", "a"),
    (Annotated[int, "doc"], 1, 1),
    (Any, {"a": [1]}, {"a": [1]}),
    (object, None, None),
    (Node, {"name": "a", "extra": 1}, Node("a")),
    (Node, {"name": "a", "children": [{"name": "b"}]}, Node("a", [Node("b")])),
    (Movie, {"title": "a", "extra": 1}, {"title": "a", "extra": 1}),
    (list[Movie], [{"title": "a", "year": 1}], [{"title": "a", "year": 1}]),
    (Page[Node], {"items": [{"name": "a"}]}, Page([Node("a")])),
    (Page[int], {"items": [1], "total": 1}, Page([1], 1)),
]


@rule("H-117", "H-119")
@pytest.mark.parametrize(("tp", "value", "expected"), ACCEPTED)
def test_json_that_fits(tp: object, value: object, expected: object) -> None:
    result = validator_for(tp)(value)
    assert result == expected
    assert type(result) is type(expected)


REFUSED: list[tuple[object, object, list[object]]] = [
    (int, True, []),
    (int, "1", []),
    (int, 1.0, []),
    (float, True, []),
    (float, "1", []),
    (float, 10**400, []),
    (str, 1, []),
    (bool, 1, []),
    (None, 0, []),
    (bytes, 1, []),
    (Color, "blue", []),
    (Color, True, []),
    (Color, [], []),
    (Literal[1], True, []),
    (UUID, 1, []),
    (date, "x", []),
    (timedelta, True, []),
    (timedelta, 1e300, []),
    (list[int], {"a": 1}, []),
    (list[int], [1, "a"], [1]),
    (set[Any], [[]], []),
    (tuple[int, str], [1], []),
    (tuple[int, str], [1, 2], [1]),
    (dict[str, int], [1], []),
    (dict[str, int], {"a": "x"}, ["a"]),
    (dict[int, int], {"a": 1}, []),
    (int | str, None, []),
    (Node, [1], []),
    (Node, {}, ["name"]),
    (Node, {"name": "a", "children": [{"name": 1}]}, ["children", 0, "name"]),
    (Movie, {"year": 1}, ["title"]),
    (Movie, {"title": 1}, ["title"]),
    (Account, {"limit": -1}, []),
    (Page[int], {"items": ["a"]}, ["items", 0]),
    (Node | None, {"name": 5}, ["name"]),
]


@rule("H-117", "H-118")
@pytest.mark.parametrize(("tp", "value", "loc"), REFUSED)
def test_json_that_does_not_fit(tp: object, value: object, loc: list[object]) -> None:
    assert errors_of(tp, value)[0][0] == loc


@rule("H-118")
def test_every_fault_is_reported_and_no_value_is_echoed() -> None:
    with pytest.raises(ModelError) as caught:
        validator_for(list[Node])([{"name": 1}, {"children": "sec-ret"}, "sec-ret"])
    assert [error["loc"] for error in caught.value.errors] == [[0, "name"], [1, "name"], [1, "children"], [2]]
    assert "sec-ret" not in str(caught.value.errors)


@rule("H-117")
def test_dataclass_fields() -> None:
    account = validator_for(Account)({"limit": 1, "seed": 7, "computed": 99, "shared": 99})
    assert isinstance(account, Account)
    assert (account.limit, account.computed, Account.shared) == (1, 7, 5)
    assert errors_of(Account, {"limit": -1}) == [([], "value_error")]


@rule("H-117")
def test_text_leaves_are_read_as_scalars() -> None:
    @dataclass
    class Filter:
        page: int
        tags: list[int] = field(default_factory=list)
        color: Color | None = None

    validate = validator_for(Filter, strings=True)
    assert validate({"page": "2", "tags": ["1", "2"], "color": "red"}) == Filter(2, [1, 2], Color.RED)
    assert validate({"page": "2", "tags": "1"}) == Filter(2, [1])
    assert errors_of(Filter, {"page": "x", "tags": ["1", "y"]}, strings=True) == [
        (["page"], "int_parsing"),
        (["tags", 1], "int_parsing"),
    ]
    assert errors_of(Filter, {"page": ["1", "2"]}, strings=True) == [(["page"], "single_value")]


def test_deep_nesting_is_a_validation_error() -> None:
    deep: dict[str, object] = {"name": "a"}
    for _ in range(5000):
        deep = {"name": "a", "children": [deep]}
    assert errors_of(Node, deep) == [([], "recursion")]


def test_an_unsupported_type_is_refused_when_compiled() -> None:
    for tp in (complex, type, object().__class__.__subclasses__, int | complex, dict[tuple[int], int]):
        with pytest.raises(TypeError):
            validator_for(tp)


def test_an_unknown_annotation_is_refused_when_compiled() -> None:
    @dataclass
    class Broken:
        a: "Nowhere"  # type: ignore[name-defined]  # noqa: F821  # the point of the test

    with pytest.raises(UnresolvableParameterError, match="Nowhere"):
        validator_for(Broken)


def test_forward_references_may_use_local_names() -> None:
    @dataclass
    class Tree:
        below: "Tree | None" = None

    assert validator_for(Tree, localns=locals())({"below": {}}) == Tree(Tree())


@rule("H-116")
def test_structured_kinds_are_recognised() -> None:
    assert is_model(Node)
    assert is_model(Movie)
    assert is_model(Page[int])
    assert is_model(Annotated[Node, 1])
    assert not any(is_model(tp) for tp in (int, dict, list[Node], Node | None, Color))
    adapter = find_adapter(Node)
    assert adapter is not None
    assert [(f.name, f.wire_name, f.required) for f in adapter.fields(Node)] == [
        ("name", "name", True),
        ("children", "children", False),
    ]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "items", "a"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from([tp for tp, _, _ in ACCEPTED]), _json)
def test_any_json_is_accepted_or_refused(tp: object, value: object) -> None:
    with suppress(ModelError):
        validator_for(tp)(value)
