"""The verb decorators register routes and nothing else."""

import functools
from typing import Any

import pytest

from lauren_core import DecoratorUsageError, module
from lauren_core.spi import own
from lauren_http import LaurenFactory, controller, delete, get, head, options, patch, post, put
from lauren_http.decorators.metadata import ROUTE_META
from lauren_http.testing import TestClient

rule = pytest.mark.rule


@rule("H-49", "C-28")
def test_every_verb_stores_its_method_path_and_documentation() -> None:
    verbs: list[Any] = [get, post, put, patch, delete, head, options]
    for verb in verbs:

        def handler() -> None: ...

        assert (
            verb("/x", summary="s", responses={404: "gone"}, tags=["t"], status_code=201)(handler) is handler
        )
        (meta,) = own(handler, ROUTE_META)
        assert meta.method == verb.__name__.upper()
        assert (meta.path, meta.summary, meta.responses, meta.tags, meta.status_code) == (
            "/x",
            "s",
            {404: "gone"},
            ("t",),
            201,
        )


@rule("C-8")
@pytest.mark.parametrize("verb", [get, post, put, patch, delete, head, options])
def test_a_bare_verb_is_refused(verb: Any) -> None:
    async def handler() -> None: ...

    with pytest.raises(DecoratorUsageError, match="must be used with parentheses") as caught:
        verb(handler)

    assert caught.value.detail["decorator"] == verb.__name__


@rule("C-12", "H-49")
def test_a_path_that_is_no_string_is_refused() -> None:
    with pytest.raises(DecoratorUsageError):
        get(5)  # type: ignore[arg-type]  # the mistake under test


@rule("H-50")
@pytest.mark.parametrize("status", [99, 600, True, "200"])
def test_an_impossible_status_code_is_refused(status: Any) -> None:
    with pytest.raises(DecoratorUsageError):
        get("/", status_code=status)


@rule("H-49")
def test_an_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        get("/", colour="red")  # type: ignore[call-arg]  # the mistake under test


@rule("C-20", "H-51")
def test_stacked_verbs_register_the_one_nearest_the_function_first() -> None:
    @get("/outer")
    @post("/inner")
    def handler() -> None: ...

    assert [(m.method, m.path) for m in own(handler, ROUTE_META)] == [("POST", "/inner"), ("GET", "/outer")]


@rule("C-21")
def test_decorating_a_wraps_copy_leaves_the_original_alone() -> None:
    @get("/a")
    def original() -> None: ...

    @get("/b")
    @functools.wraps(original)
    def copy() -> None: ...

    assert [m.path for m in own(original, ROUTE_META)] == ["/a"]


@rule("C-22", "H-53")
def test_static_and_class_methods_are_handlers_on_either_side_of_the_verb() -> None:
    @controller("/k")
    class K:
        @get("/above")
        @staticmethod
        async def above() -> str:
            return "above"

        @staticmethod
        @get("/below")
        async def below() -> str:
            return "below"

        @get("/cls")
        @classmethod
        async def named(cls) -> str:
            return cls.__name__

    @module(controllers=[K])
    class App: ...

    client = TestClient(LaurenFactory.create(App))
    assert [client.get(f"/k/{path}").text for path in ("above", "below", "cls")] == ["above", "below", "K"]
