"""Pydantic models."""

from typing import Any

import pytest

from lauren_http.models import ModelError, find_adapter, validator_for

pydantic: Any = pytest.importorskip("pydantic")
rule = pytest.mark.rule


class User(pydantic.BaseModel):  # type: ignore[misc]  # optional, imported by pytest
    name: str = pydantic.Field(alias="userName")
    age: int = 0


@rule("H-116")
def test_a_model_validates_itself() -> None:
    assert validator_for(User)({"userName": "a", "age": "5"}) == User(userName="a", age=5)
    assert validator_for(list[User])([{"userName": "a"}]) == [User(userName="a")]


@rule("H-118")
def test_faults_have_the_one_shape_and_no_input() -> None:
    with pytest.raises(ModelError) as caught:
        validator_for(list[User])([{"age": "sec-ret"}, 5])
    errors = caught.value.errors
    assert [(error["loc"], error["type"]) for error in errors] == [
        ([0, "userName"], "missing"),
        ([0, "age"], "int_parsing"),
        ([1], "model_type"),
    ]
    assert all(set(error) == {"loc", "msg", "type"} for error in errors)
    assert "sec-ret" not in str(errors)


def test_fields_have_their_alias() -> None:
    adapter = find_adapter(User)
    assert adapter is not None
    assert [(f.name, f.wire_name, f.required) for f in adapter.fields(User)] == [
        ("name", "userName", True),
        ("age", "age", False),
    ]


def test_pydantic_dataclasses_are_pydantics() -> None:
    @pydantic.dataclasses.dataclass
    class Point:
        x: int

    point: Any = Point
    adapter = find_adapter(Point)
    assert adapter is not None
    assert adapter.name == "pydantic"
    assert validator_for(Point)({"x": "1"}) == point(x=1)
    assert [f.name for f in adapter.fields(Point)] == ["x"]
