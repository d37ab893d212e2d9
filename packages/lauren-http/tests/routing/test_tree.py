"""Matching paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_core import RouterConflictError
from lauren_http.errors import MethodNotAllowedError, RouteNotFoundError
from lauren_http.routing.path import Segment, parse_template
from lauren_http.routing.tree import PathTree, RouteTable

rule = pytest.mark.rule


def table(*routes: str) -> RouteTable[str]:
    return RouteTable([(method, path, route) for route in routes for method, path in [route.split(" ")]])


@rule("H-39")
def test_having_the_method_is_part_of_matching_at_every_depth() -> None:
    routes = table("GET /users/me", "POST /users/{id}", "GET /a/b/c", "PUT /a/{x}/c", "PATCH /{*all}")
    assert routes.find("POST", "/users/me") == ("POST /users/{id}", {"id": "me"})
    assert routes.find("GET", "/users/me") == ("GET /users/me", {})
    assert routes.find("PUT", "/a/b/c") == ("PUT /a/{x}/c", {"x": "b"})
    assert routes.find("PATCH", "/a/b/c") == ("PATCH /{*all}", {"all": "a/b/c"})


@rule("H-39")
def test_matching_backtracks() -> None:
    routes = table("GET /a/b/c", "GET /a/{x}/d", "GET /{*all}")
    assert routes.find("GET", "/a/b/d") == ("GET /a/{x}/d", {"x": "b"})
    assert routes.find("GET", "/a/b/e") == ("GET /{*all}", {"all": "a/b/e"})


@rule("H-40")
def test_a_known_path_without_the_method_is_405_with_the_union() -> None:
    routes = table("GET /users/me", "POST /users/{id}", "DELETE /{*all}")
    for method in ("PUT", "TRACE", "HEADER", "get"):
        with pytest.raises(MethodNotAllowedError) as caught:
            routes.find(method, "/users/me")
        assert caught.value.allow == ["DELETE", "GET", "POST"]
    with pytest.raises(RouteNotFoundError):
        table("GET /a").find("TRACE", "/b")


@rule("H-41")
def test_an_unknown_path_is_404() -> None:
    with pytest.raises(RouteNotFoundError) as caught:
        table("GET /a").find("GET", "/b")
    assert caught.value.detail == {}


@rule("H-42")
def test_one_trailing_slash_is_ignored_and_nothing_else() -> None:
    routes = table("GET /a", "GET /x/{id}", "GET /")
    assert routes.find("GET", "/a/")[0] == "GET /a"
    assert routes.find("GET", "/x/1/")[1] == {"id": "1"}
    assert routes.find("GET", "/x/ 1 ")[1] == {"id": " 1 "}
    assert routes.find("GET", "/")[0] == "GET /"
    for path in ("/A", "/a//", "//a", "/x/", "/x//", "/x//1", "/a ", "a", "*", "x/1"):
        assert not routes.matches(path), path


@rule("H-43")
@pytest.mark.parametrize(
    ("path", "value"),
    [("/f", ""), ("/f/", ""), ("/f/a", "a"), ("/f/a/b", "a/b"), ("/f/a//b", "a//b"), ("/f/a/", "a")],
)
def test_a_wildcard_takes_the_rest(path: str, value: str) -> None:
    assert table("GET /f/{*p}").find("GET", path)[1] == {"p": value}


@rule("H-45")
def test_head_is_answered_by_get_unless_it_has_a_route() -> None:
    routes = table("GET /a", "GET /b", "HEAD /b", "GET /x/{id}", "GET /y/me", "HEAD /y/{id}", "POST /z")
    assert routes.find("HEAD", "/a")[0] == "GET /a"
    assert routes.find("HEAD", "/b")[0] == "HEAD /b"
    assert routes.find("HEAD", "/x/1") == ("GET /x/{id}", {"id": "1"})
    assert routes.find("HEAD", "/y/me") == ("HEAD /y/{id}", {"id": "me"})
    assert routes.allowed_methods("/a") == ["GET"]
    with pytest.raises(MethodNotAllowedError):
        routes.find("HEAD", "/z")


@rule("H-46")
def test_options_is_never_automatic() -> None:
    with pytest.raises(MethodNotAllowedError):
        table("GET /a").find("OPTIONS", "/a")


@rule("H-38")
@pytest.mark.parametrize(
    ("first", "second"),
    [("/a/{x}", "/a/{y}"), ("/a/{x}/b", "/a/{y}/c"), ("/{*x}", "/{*y}"), ("/{a}/{x}", "/{a}/{y}/z")],
)
def test_one_position_has_one_name(first: str, second: str) -> None:
    with pytest.raises(RouterConflictError) as caught:
        RouteTable([("GET", first, 1), ("POST", second, 2)])
    assert (caught.value.detail["existing"], caught.value.detail["requested"]) == ("x", "y")
    assert caught.value.detail["path"] == second


@rule("H-38")
def test_the_same_route_twice_is_a_conflict() -> None:
    with pytest.raises(RouterConflictError) as caught:
        table("GET /a/{x}", "GET /a/{x}")
    assert caught.value.detail == {"method": "GET", "path": "/a/{x}"}


def test_the_values_are_a_dict_of_their_own() -> None:
    routes = table("GET /a")
    routes.find("GET", "/a")[1]["x"] = "1"
    assert routes.find("GET", "/a")[1] == {}


@rule("H-47")
def test_a_long_path_needs_one_step_per_segment() -> None:
    routes = table(*[f"GET /s{n}/" + "/".join(f"{{p{i}}}" for i in range(n)) for n in range(1, 30)])
    assert not routes.matches("/" * 100_000)
    assert not routes.matches("/s29" + "/x" * 100_000)


def test_a_path_tree_has_no_methods() -> None:
    tree: PathTree[int] = PathTree()
    tree.add("/rooms/{name}", 1)
    tree.add("/rooms", 2)
    assert tree.find("/rooms/a/") == (1, {"name": "a"})
    assert tree.find("/rooms") == (2, {})
    assert tree.find("/other") is None
    with pytest.raises(RouterConflictError):
        tree.add("/rooms/{name}", 3)
    with pytest.raises(RouterConflictError):
        tree.add("/rooms/{id}/x", 3)


# --- against a naive matcher

PIECES = st.sampled_from(["a", "b", "{x}", "{*w}"])
TEMPLATES = st.lists(PIECES, max_size=4).map(tuple)
METHODS = st.sampled_from(["GET", "POST", "HEAD"])
ROUTES = st.sets(st.tuples(METHODS, TEMPLATES), max_size=8)
PATHS = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=5).map(lambda pieces: "/" + "/".join(pieces))

_RANK = {"static": 0, "param": 1, "wildcard": 2}


def _unique(template: tuple[str, ...]) -> str:
    """Give every variable the name of its depth; cut what follows a wildcard."""
    pieces: list[str] = []
    for depth, piece in enumerate(template):
        pieces.append(piece.replace("x", f"x{depth}"))
        if piece == "{*w}":
            break
    return "/" + "/".join(pieces)


def _naive_match(segments: tuple[Segment, ...], pieces: list[str]) -> dict[str, str] | None:
    params: dict[str, str] = {}
    for index, segment in enumerate(segments):
        if segment.kind == "wildcard":
            params[segment.text] = "/".join(pieces[index:])
            return params
        if index >= len(pieces) or (segment.kind == "static" and pieces[index] != segment.text):
            return None
        if segment.kind == "param":
            if not pieces[index]:
                return None
            params[segment.text] = pieces[index]
    return params if len(segments) == len(pieces) else None


def _naive_find(routes: list[tuple[str, str]], method: str, path: str) -> object:
    pieces = path.removesuffix("/").split("/")[1:]
    matching = []
    for verb, template in routes:
        segments = parse_template(template)
        params = _naive_match(segments, pieces)
        if params is not None:
            # A template that ends before a wildcard with nothing left is more specific than the wildcard.
            matching.append(([_RANK[segment.kind] for segment in segments] + [-1], verb, template, params))
    matching.sort(key=lambda found: found[0])
    for wanted in (method, "GET") if method == "HEAD" else (method,):
        for _, verb, template, params in matching:
            if verb == wanted:
                return (verb, template), params
    return sorted({verb for _, verb, _, _ in matching})


@rule("H-39", "H-40", "H-45")
@given(ROUTES, METHODS, PATHS)
def test_the_table_agrees_with_a_naive_matcher(
    raw: set[tuple[str, tuple[str, ...]]], method: str, path: str
) -> None:
    routes = sorted({(verb, _unique(template)) for verb, template in raw})
    routed: RouteTable[tuple[str, str]] = RouteTable((verb, path, (verb, path)) for verb, path in routes)
    expected = _naive_find(routes, method, path)
    try:
        found: object = routed.find(method, path)
    except MethodNotAllowedError as refused:
        found = refused.allow
    except RouteNotFoundError:
        found = []
    assert found == expected
    assert routed.matches(path) == (expected != [])
