"""msgspec structs."""

from enum import Enum
from typing import Any

import pytest

from lauren_http.models import ModelError, find_adapter, validator_for

msgspec: Any = pytest.importorskip("msgspec")
rule = pytest.mark.rule


class Color(Enum):
    RED = "red"


class User(msgspec.Struct, rename="camel"):  # type: ignore[misc, call-arg]  # optional, imported by pytest
    user_name: str
    tags: list[int] = msgspec.field(default_factory=list)
    scores: dict[str, int] = msgspec.field(default_factory=dict)
    color: Color = Color.RED


def faults(value: object) -> list[tuple[list[str | int], str]]:
    with pytest.raises(ModelError) as caught:
        validator_for(User)(value)
    assert "sec-ret" not in str(caught.value.errors)
    return [(error["loc"], error["type"]) for error in caught.value.errors]


@rule("H-116")
def test_a_struct_is_strict_for_json_and_lax_for_text() -> None:
    assert validator_for(User)({"userName": "a", "tags": [1]}) == User("a", [1])
    assert validator_for(User, strings=True)({"userName": "a", "tags": ["1"]}) == User("a", [1])
    assert faults({"userName": "a", "tags": ["1"]}) == [(["tags", 0], "type_error")]


@rule("H-118")
def test_faults_have_the_one_shape_and_no_input() -> None:
    assert faults({}) == [(["userName"], "missing")]
    assert faults({"userName": 1}) == [(["userName"], "type_error")]
    assert faults({"userName": "a", "scores": {"sec-ret": "x"}}) == [(["scores", "..."], "type_error")]
    assert faults({"userName": "a", "color": "sec-ret"}) == [(["color"], "value_error")]
    assert faults([1]) == [([], "type_error")]


def test_fields_have_their_encoded_name() -> None:
    adapter = find_adapter(User)
    assert adapter is not None
    assert [(f.name, f.wire_name, f.required) for f in adapter.fields(User)][:2] == [
        ("user_name", "userName", True),
        ("tags", "tags", False),
    ]
