"""The registry of routes."""

import pytest

from lauren_core import RouterConflictError
from lauren_http.errors import MethodNotAllowedError, RouteNotFoundError
from lauren_http.routing.router import RouteEntry, Router

rule = pytest.mark.rule


def handler() -> None: ...


@rule("H-34", "H-35")
def test_a_route_is_registered() -> None:
    router = Router()
    entry = router.add_route("get", "users/{id}/", handler, handler_class=dict, metadata={"a": 1})
    assert (entry.method, entry.path_template, entry.param_names) == ("GET", "/users/{id}", ("id",))
    assert (entry.handler, entry.handler_class, entry.metadata) == (handler, dict, {"a": 1})
    assert router.routes() == [entry]
    assert router.find("GET", "/users/7") == (entry, {"id": "7"})
    assert RouteEntry("GET", "/", handler).metadata == {}


@rule("H-34")
def test_supported_methods() -> None:
    assert frozenset({"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}) == Router.HTTP_METHODS
    with pytest.raises(ValueError, match="TRACE"):
        Router().add_route("TRACE", "/", handler)


@rule("H-34")
def test_a_frozen_router_takes_no_routes() -> None:
    router = Router()
    router.add_route("GET", "/a", handler)
    router.add_route("POST", "/a", handler)
    router.add_route("GET", "/{id}", handler)
    assert (router.frozen, router.static_route_count) == (False, 0)
    router.freeze()
    router.freeze()
    assert (router.frozen, router.static_route_count) == (True, 2)
    with pytest.raises(RuntimeError, match="frozen"):
        router.add_route("GET", "/b", handler)


@rule("H-34")
def test_finding_and_allowed_methods() -> None:
    router = Router()
    router.add_route("POST", "/a", handler)
    router.add_route("GET", "/a", handler)
    assert router.allowed_methods("/a") == ["GET", "POST"]
    assert router.allowed_methods("/b") == []
    with pytest.raises(MethodNotAllowedError):
        router.find("PUT", "/a")
    with pytest.raises(RouteNotFoundError):
        router.find("GET", "/b")


@rule("H-38")
def test_conflicts_are_found_when_a_route_is_added() -> None:
    router = Router()
    router.add_route("GET", "/a/{x}", handler)
    with pytest.raises(RouterConflictError) as caught:
        router.add_route("get", "/a/{x}/", handler)
    assert caught.value.detail == {"method": "GET", "path": "/a/{x}"}
    assert any("another path or method" in note for note in caught.value.__notes__)
    with pytest.raises(RouterConflictError):
        router.add_route("POST", "/a/{y}", handler)


def test_a_table_of_payloads() -> None:
    router = Router()
    router.add_route("GET", "/a", handler)
    assert router.table(lambda entry: entry.path_template).find("GET", "/a") == ("/a", {})
