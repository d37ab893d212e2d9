"""Path templates."""

import pytest

from lauren_core import RouterConflictError
from lauren_http.routing.path import Segment, join_paths, parse_template, template_of

rule = pytest.mark.rule


@rule("H-36")
def test_a_template_is_literals_variables_and_a_last_wildcard() -> None:
    assert parse_template("/a/{id}/{*rest}") == (
        Segment("static", "a"),
        Segment("param", "id"),
        Segment("wildcard", "rest"),
    )
    assert parse_template("/") == parse_template("") == ()


@rule("H-37")
@pytest.mark.parametrize(
    ("prefix", "path", "joined"),
    [
        ("/users", "/", "/users"),
        ("", "", "/"),
        ("/", "/", "/"),
        ("users/", "{id}/", "/users/{id}"),
        ("/a", "b", "/a/b"),
        ("", "/a/", "/a"),
    ],
)
def test_prefix_and_path_are_joined_with_single_slashes(prefix: str, path: str, joined: str) -> None:
    assert join_paths(prefix, path) == joined
    assert template_of(parse_template(joined)) == joined


@rule("H-38")
@pytest.mark.parametrize(
    "template",
    [
        "/{}",
        "/{1a}",
        "/{a-b}",
        "/{id:int}",
        "/{a}-{b}",
        "/x{a}",
        "/{a}x",
        "/*",
        "/*path",
        "/{*}",
        "/{",
        "/}",
        "/{{a}}",
        "/{a}/{a}",
        "/{a}/{*a}",
        "/{*a}/b",
        "/{ a}",
    ],
)
def test_a_surprising_template_is_refused(template: str) -> None:
    with pytest.raises(RouterConflictError) as caught:
        parse_template(template)
    assert caught.value.code == "router_conflict"
    assert caught.value.detail["reason"] == "invalid_template"
    assert caught.value.detail["path"] == template
    assert caught.value.__notes__
