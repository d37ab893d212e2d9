"""Finding the routes of a controller class."""

from typing import Any

import pytest

from lauren_http import controller, get, post
from lauren_http.startup.explore import routes_of, underlying

rule = pytest.mark.rule


class Wrapping:
    """A descriptor that is not a function, as user libraries write them."""

    def __init__(self, wrapped: Any) -> None:
        self.__wrapped__ = wrapped

    def __get__(self, instance: object, owner: type) -> Any:
        return self.__wrapped__.__get__(instance, owner)


@controller("/a")
class A:
    @get("/one")
    async def one(self) -> None: ...

    @staticmethod
    @get("/two")
    async def two() -> None: ...

    @post("/three")
    @classmethod
    async def three(cls) -> None: ...

    @Wrapping
    @get("/four")
    async def four(self) -> None: ...

    async def plain(self) -> None: ...


class B(A):
    async def one(self) -> None: ...

    @get("/five")
    async def five(self) -> None: ...


@rule("H-53", "C-22")
def test_members_come_in_definition_order_with_their_binding() -> None:
    assert [(m.attribute, m.binding) for m in routes_of(A)] == [
        ("one", "instance"),
        ("two", "static"),
        ("three", "classmethod"),
        ("four", "instance"),
    ]


@rule("C-16", "H-52")
def test_an_override_without_a_marker_removes_the_route() -> None:
    assert [m.attribute for m in routes_of(B)] == ["two", "three", "four", "five"]


@rule("H-53")
def test_the_function_behind_a_descriptor_is_found_and_cycles_are_tolerated() -> None:
    assert underlying(vars(A)["four"]).__name__ == "four"
    looped = Wrapping(None)
    looped.__wrapped__ = looped
    assert id(underlying(looped)) == id(looped)
