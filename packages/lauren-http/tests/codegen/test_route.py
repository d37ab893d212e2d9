"""The generated function has only the steps its route needs."""

import inspect
import traceback
import typing
from typing import Any

import pytest

from lauren_core import Scope, injectable, module
from lauren_http import LaurenApp, LaurenFactory, Request, controller, get, use_guards
from lauren_http.testing import TestClient

rule = pytest.mark.rule


@injectable(scope=Scope.REQUEST)
class Unit:
    async def aclose(self) -> None: ...


class Allow:
    async def can_activate(self, context: object) -> bool:
        return True


@controller("/c")
class C:
    @get("/plain")
    async def plain(self) -> dict[str, int]:
        return {"a": 1}

    @get("/query/{id}")
    async def query(self, id: int, *, q: str = "x") -> dict[str, Any]:
        return {"id": id, "q": q}

    @get("/scoped")
    async def scoped(self, unit: Unit) -> dict[str, Any]:
        return {}

    @get("/guarded")
    @use_guards(Allow)
    async def guarded(self) -> dict[str, Any]:
        return {}

    @get("/fails")
    async def fails(self, request: Request) -> dict[str, Any]:
        raise LookupError


@module(controllers=[C], providers=[Unit])
class App: ...


def sources(app: LaurenApp) -> dict[str, str]:
    return {route.plan.template: route.source for route in app._parts.routes}


def test_a_plain_route_makes_no_request_no_scope_and_no_context() -> None:
    source = sources(LaurenFactory.create(App))["/c/plain"]
    for word in ("request =", "scope_", "context", "finally", "query"):
        assert word not in source


def test_each_feature_adds_its_own_lines_only() -> None:
    found = sources(LaurenFactory.create(App))
    assert "aclose" in found["/c/scoped"]
    assert "context =" in found["/c/guarded"]
    assert "aclose" not in found["/c/guarded"]


def test_generated_code_holds_no_text_of_the_user() -> None:
    source = sources(LaurenFactory.create(App))["/c/query/{id}"]
    assert "'q'" not in source
    assert "'id'" not in source


def test_keyword_only_parameters_are_passed_by_name() -> None:
    client = TestClient(LaurenFactory.create(App))
    assert client.get("/c/query/3?q=y").json() == {"id": 3, "q": "y"}


def test_tracebacks_show_the_generated_line(caplog: pytest.LogCaptureFixture) -> None:
    TestClient(LaurenFactory.create(App)).get("/c/fails")
    (record,) = [r for r in caplog.records if r.exc_info]
    text = "".join(traceback.format_exception(record.exc_info[1]))  # type: ignore[index]
    assert "GET /c/fails" in text
    assert "result = await" in text


@rule("C-107", "H-47")
def test_a_request_inspects_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(LaurenFactory.create(App))

    def refuse(*args: object, **kwargs: object) -> Any:
        raise AssertionError("introspection on the request path")

    monkeypatch.setattr(inspect, "signature", refuse)
    monkeypatch.setattr(typing, "get_type_hints", refuse)
    for path in ("/c/plain", "/c/query/1", "/c/scoped", "/c/guarded"):
        assert client.get(path).status_code == 200
