"""Field descriptors and their constraints."""

from decimal import Decimal
from typing import Any

import pytest

from lauren_core import UnresolvableParameterError
from lauren_http.errors import ExtractorFieldError
from lauren_http.extract.fields import (
    CookieField,
    FieldDescriptor,
    HeaderField,
    PathField,
    QueryField,
    field_checker,
)

rule = pytest.mark.rule


def check(field: FieldDescriptor, tp: object, value: object) -> object:
    checker = field_checker(field, tp, "cc")
    assert checker is not None
    return checker(value)


@rule("H-128")
@pytest.mark.parametrize("make", [PathField, QueryField, HeaderField, CookieField])
def test_all_fields_build_one_descriptor(make: Any) -> None:
    field = make(alias="x", ge=1)
    assert isinstance(field, FieldDescriptor)
    assert (field.default, field.alias, field.ge, field.le, field.example) == (..., "x", 1, None, None)
    with pytest.raises(TypeError):
        make(unknown=1)
    with pytest.raises(TypeError):
        make(5)
    assert hash(make(default=[])) != hash(make(default=[]))


@rule("H-131")
def test_two_descriptors_cannot_be_joined() -> None:
    with pytest.raises(TypeError, match="at most one FieldDescriptor"):
        QueryField() | QueryField()


CASES: list[tuple[dict[str, Any], object, object, object, str]] = [
    ({"ge": 1}, int, 1, 0, "ge"),
    ({"le": 1}, float, 1.0, 1.1, "le"),
    ({"gt": 1}, Decimal, Decimal(2), Decimal(1), "gt"),
    ({"lt": 1}, int | None, 0, 1, "lt"),
    ({"min_length": 2}, str, "ab", "a", "min_length"),
    ({"max_length": 2}, bytes, b"ab", b"abc", "max_length"),
    ({"pattern": "[a-z]+"}, str, "ab", "ab1", "pattern"),
    ({"pattern": "a"}, str, "a", "a\n", "pattern"),
    ({"ge": 1}, list[int], [1, 2], [1, 0], "ge"),
    ({"pattern": "a+"}, set[str], {"a", "aa"}, {"b"}, "pattern"),
    ({"min_length": 2}, list[str], ["", ""], ["abc"], "min_length"),
    ({"max_length": 1}, tuple[int, ...], (1,), (1, 2), "max_length"),
    ({"ge": 1}, int | str, "text", 0, "ge"),
    ({"ge": 1}, Any, "text", 0, "ge"),
]


@rule("H-129")
@pytest.mark.parametrize(("constraint", "tp", "good", "bad", "name"), CASES)
def test_constraints(constraint: dict[str, Any], tp: object, good: object, bad: object, name: str) -> None:
    field = QueryField(**constraint)
    assert check(field, tp, good) is good
    with pytest.raises(ExtractorFieldError) as caught:
        check(field, tp, bad)
    assert caught.value.detail == {"field": "cc", "constraint": name, "limit": constraint[name]}
    with pytest.raises(ExtractorFieldError):
        field.validate("cc", bad)
    assert field.validate("cc", good) is good


def test_length_messages_say_short_or_long() -> None:
    with pytest.raises(ExtractorFieldError, match="too short"):
        check(QueryField(min_length=1), str, "")
    with pytest.raises(ExtractorFieldError, match="too long"):
        check(QueryField(max_length=1), str, "ab")


@rule("H-129")
@pytest.mark.parametrize(
    ("constraint", "tp"),
    [
        ({"ge": 1}, str),
        ({"ge": 1}, bool),
        ({"min_length": 1}, int),
        ({"pattern": "a"}, int),
        ({"pattern": "a"}, bytes),
        ({"ge": 1}, list[str]),
        ({"lt": 1}, str | None),
    ],
)
def test_a_constraint_that_cannot_apply_is_a_startup_error(constraint: dict[str, Any], tp: object) -> None:
    with pytest.raises(UnresolvableParameterError, match="does not apply"):
        field_checker(QueryField(**constraint), tp, "cc")


@rule("H-128")
def test_a_bad_pattern_is_a_startup_error() -> None:
    with pytest.raises(UnresolvableParameterError, match="no regular expression"):
        field_checker(QueryField(pattern="("), str, "cc")


def test_no_constraint_needs_no_checker() -> None:
    assert field_checker(QueryField(default=1, alias="x"), int, "cc") is None


@rule("H-129")
def test_validate_gives_the_default_for_none() -> None:
    assert QueryField(default=5, ge=1).validate("x", None) == 5
    assert QueryField(ge=1).validate("x", None) is None
