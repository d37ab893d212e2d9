"""Bags of values."""

import copy
import pickle

import pytest

from lauren_http.errors import MissingStateError, StateTypeError
from lauren_http.state import AppState, State

rule = pytest.mark.rule


@rule("H-70", "C-180")
def test_values_are_attributes() -> None:
    initial = {"a": 1}
    state = State(initial)
    state.b = 2
    state.set("c", None)
    assert (state.a, state.get("b"), state.get("x", 9), state.has("c"), state.has("x")) == (
        1,
        2,
        9,
        True,
        False,
    )
    assert state.asdict() == {"a": 1, "b": 2, "c": None}
    state.asdict().clear()
    assert initial == {"a": 1}
    with pytest.raises(AttributeError, match="nope"):
        _ = state.nope


@rule("H-70", "C-181")
def test_get_typed() -> None:
    state = State({"n": None, "zero": 0, "s": "x"})
    assert state.get_typed("absent", int) is None
    assert state.get_typed("n", int) is None
    assert state.get_typed("zero", int) == 0
    with pytest.raises(StateTypeError) as caught:
        state.get_typed("s", int)
    assert caught.value.detail == {"key": "s", "expected": "int"}


@rule("H-70", "C-182")
def test_require() -> None:
    state = State({"n": None, "zero": 0})
    assert state.require("zero", int) == 0
    with pytest.raises(MissingStateError) as missing:
        state.require("absent", int)
    assert missing.value.detail == {"key": "absent"}
    with pytest.raises(StateTypeError):
        state.require("n", int)
    assert state.require("n", type(None)) is None


@rule("H-70", "C-183")
def test_keys_never_break_methods() -> None:
    state = State()
    for key in ("get", "set", "_data", "_State__values", "asdict"):
        setattr(state, key, key)
    assert [state.get(key) for key in ("get", "set", "_data", "_State__values", "asdict")] == [
        "get",
        "set",
        "_data",
        "_State__values",
        "asdict",
    ]
    state.set("x", 1)
    assert state.x == 1


@rule("H-70", "C-184")
def test_membership_and_deletion() -> None:
    state = State({"a": 1})
    assert "a" in state
    del state.a
    assert "a" not in state
    with pytest.raises(AttributeError):
        del state.a


def test_a_state_copies_and_pickles() -> None:
    state = State({"a": 1})
    assert copy.copy(state).asdict() == {"a": 1}
    assert pickle.loads(pickle.dumps(state)).a == 1  # noqa: S301  # our own bytes


@rule("H-71", "C-185")
def test_a_sealed_app_state_is_read_only() -> None:
    state = AppState({"a": 1})
    state.b = 2
    state.seal()
    state.seal()
    assert (state.a, state.get("b")) == (1, 2)
    with pytest.raises(RuntimeError, match="sealed"):
        state.c = 3
    with pytest.raises(RuntimeError, match="read-only"):
        state.set("c", 3)
    with pytest.raises(RuntimeError, match="sealed"):
        del state.a
