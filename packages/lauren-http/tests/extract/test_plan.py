"""Planning of handler parameters: every declaration is judged at startup."""

from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from lauren_core import (
    Depends,
    Inject,
    MissingProviderError,
    UnresolvableParameterError,
    injectable,
    module,
    use_value,
)
from lauren_http import (
    Cookie,
    ExecutionContext,
    ExtractionMarker,
    Header,
    HeaderField,
    Json,
    LaurenApp,
    LaurenFactory,
    Path,
    Query,
    QueryField,
    Request,
    StateExtractor,
    controller,
    get,
    post,
)
from lauren_http.testing import TestClient

rule = pytest.mark.rule


def app_of(handler: Any, *, path: str = "/{id}", verb: Any = get, providers: Any = ()) -> LaurenApp:
    @controller("/x")
    class C:
        run = verb(path)(handler)

    @module(controllers=[C], providers=list(providers))
    class App: ...

    return LaurenFactory.create(App)


@injectable()
class Clock:
    pass


@dataclass
class Item:
    name: str


@rule("H-102", "H-100")
def test_the_first_implicit_rule_that_fits_decides() -> None:
    async def handler(
        self: Any,
        id: int,
        request: Request,
        context: ExecutionContext,
        clock: Clock,
        item: Item,
        q: str,
        n: list[int],
    ) -> None: ...

    (plan,) = app_of(handler, verb=post, providers=[Clock]).route_plans
    assert [(p.name, p.source) for p in plan.params] == [
        ("id", "path"),
        ("request", "request"),
        ("context", "execution_context"),
        ("clock", "depends"),
        ("item", "json"),
        ("q", "query"),
        ("n", "query"),
    ]


@rule("H-102")
def test_an_untyped_path_parameter_is_text() -> None:
    async def handler(self, id) -> None:  # type: ignore[no-untyped-def]  # untyped on purpose
        ...

    (plan,) = app_of(handler).route_plans
    assert plan.params[0].inner_type is str


@rule("H-101")
def test_a_marker_may_be_written_in_every_form() -> None:
    async def handler(
        self: Any,
        a: Query[int],
        b: Annotated[int, Query],
        c: Annotated[int, Query()],  # a marker instance
        d: Annotated[int, QueryField(ge=2)],
        e: Header[str] = "x",
        f: Query[int] = QueryField(default=5, alias="ff"),  # noqa: B008  # a descriptor is a declaration
        g: Cookie[str] | None = None,
        h: Annotated[str, StateExtractor] = "",
    ) -> None: ...

    (plan,) = app_of(handler, path="/").route_plans
    assert [p.source for p in plan.params] == ["query"] * 4 + ["header", "query", "cookie", "state"]
    assert plan.params[3].field is not None
    assert (plan.params[5].wire_name, plan.params[5].default) == ("ff", 5)
    assert plan.params[6].optional


@rule("H-109")
def test_a_header_name_turns_underscores_into_hyphens_unless_aliased() -> None:
    async def handler(
        self: Any,
        x_trace_id: Header[str] = "",
        other: Annotated[str, Header, HeaderField(alias="X_Raw")] = "",
    ) -> None: ...

    (plan,) = app_of(handler, path="/").route_plans
    assert [p.wire_name for p in plan.params] == ["x-trace-id", "X_Raw"]


@rule("H-103", "H-104")
def test_defaults_come_from_the_parameter_then_the_field_then_optionality() -> None:
    async def handler(
        self: Any,
        a: int | None,
        b: Annotated[int, QueryField(default=3)],
        c: Annotated[int, QueryField(default=3)] = 4,
    ) -> None: ...

    (plan,) = app_of(handler, path="/").route_plans
    assert [(p.has_default, p.default) for p in plan.params] == [(True, None), (True, 3), (True, 4)]


@rule("H-102", "C-93")
def test_a_parameter_that_comes_from_nowhere_is_a_startup_error_with_place_and_cure() -> None:
    class Private: ...

    async def handler(self: Any, id: int, thing: Private) -> None: ...

    with pytest.raises(UnresolvableParameterError) as caught:
        app_of(handler)
    assert caught.value.detail["param"] == "thing"
    assert caught.value.detail["handler"] == "handler"
    notes = "\n".join(caught.value.__notes__)
    assert "test_plan.py:" in notes
    assert "help:" in notes


@rule("H-106")
def test_a_path_marker_without_its_variable_is_refused() -> None:
    async def handler(self: Any, other: Path[int]) -> None: ...

    with pytest.raises(UnresolvableParameterError) as caught:
        app_of(handler)
    assert caught.value.detail["reason"] == "path_param_not_in_template"


@rule("H-106")
def test_a_model_in_the_path_or_a_header_is_refused() -> None:
    async def in_path(self: Any, id: Path[Item]) -> None: ...

    async def in_header(self: Any, id: str, x: Header[Item]) -> None: ...

    for handler in (in_path, in_header):
        with pytest.raises(UnresolvableParameterError) as caught:
            app_of(handler)
        assert caught.value.detail["reason"] == "unsupported_type"


@rule("H-101")
def test_two_field_descriptors_on_one_parameter_are_refused() -> None:
    async def twice(self: Any, id: str, q: Annotated[int, QueryField(ge=1), QueryField(le=2)]) -> None: ...

    async def both(self: Any, id: str, q: Annotated[int, QueryField(ge=1)] = QueryField(le=2)) -> None: ...

    with pytest.raises(UnresolvableParameterError, match="multiple FieldDescriptor"):
        app_of(twice)
    with pytest.raises(UnresolvableParameterError, match="both in the annotation"):
        app_of(both)


@rule("H-53")
def test_a_positional_only_parameter_is_refused() -> None:
    async def handler(self: Any, id: int, /) -> None: ...

    with pytest.raises(UnresolvableParameterError, match="positional-only"):
        app_of(handler)


@rule("H-55", "C-130")
def test_an_annotation_that_cannot_be_resolved_is_refused() -> None:
    async def handler(self: Any, id: "Nowhere") -> None:  # type: ignore[name-defined]  # noqa: F821
        ...

    with pytest.raises(UnresolvableParameterError, match="Nowhere"):
        app_of(handler)


@rule("H-106", "C-93")
def test_a_missing_dependency_is_a_startup_error_unless_it_has_a_default() -> None:
    async def needs(self: Any, id: str, clock: Depends[Clock]) -> None: ...

    async def may(self: Any, id: str, clock: Depends[Clock] = None) -> bool:  # type: ignore[assignment]
        return clock is None

    with pytest.raises(MissingProviderError):
        app_of(needs)
    assert TestClient(app_of(may)).get("/x/1").json() is True


@rule("H-102", "C-65")
def test_an_injected_token_reaches_the_handler() -> None:
    async def handler(self: Any, id: str, url: Annotated[str, Inject("URL")]) -> str:
        return url

    app = app_of(handler, providers=[use_value(provide="URL", value="sqlite://")])
    assert TestClient(app).get("/x/1").text == "sqlite://"


def test_a_marker_with_an_unknown_source_is_refused() -> None:
    class Odd(ExtractionMarker):
        source = "odd"

    async def handler(self: Any, id: str, odd: Odd) -> None: ...

    with pytest.raises(UnresolvableParameterError, match="unknown extractor source"):
        app_of(handler)


@rule("H-119")
def test_json_of_any_type_is_planned() -> None:
    async def handler(self: Any, body: Json[list[int]]) -> list[int]:
        return body

    client = TestClient(app_of(handler, path="/", verb=post))
    assert client.post("/x", json=[1, 2]).json() == [1, 2]
    assert client.post("/x", json=["a"]).status_code == 422
