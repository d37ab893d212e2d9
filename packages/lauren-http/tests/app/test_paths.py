"""Prefixes match on segment boundaries only."""

import pytest

from lauren_http.app.paths import normalise_prefix, relative_scope, strip_prefix

rule = pytest.mark.rule


@pytest.mark.parametrize(
    ("prefix", "expected"), [("", ""), ("/", ""), ("api", "/api"), ("/api/", "/api"), ("//a/b//", "/a/b")]
)
def test_a_prefix_has_one_leading_slash_and_no_trailing_one(prefix: str, expected: str) -> None:
    assert normalise_prefix(prefix) == expected


@rule("H-23")
@pytest.mark.parametrize(
    ("path", "below"),
    [("/api", "/"), ("/api/x", "/x"), ("/apix", None), ("/", None), ("/api/api/x", "/api/x")],
)
def test_only_whole_segments_are_removed(path: str, below: str | None) -> None:
    assert strip_prefix(path, "/api") == below


@rule("H-23")
def test_a_scope_made_by_our_own_mounting_is_never_stripped_again() -> None:
    scope = {"path": "/m/x", "root_path": "/m", "lauren.relative": True}
    assert relative_scope(scope, "") is scope
    stripped = relative_scope({"path": "/m/x", "root_path": "/m"}, "")
    assert (stripped["path"], stripped["root_path"]) == ("/x", "/m")
