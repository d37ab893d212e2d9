"""Reading and writing cookies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http.cookies import build_set_cookie, parse_cookies

rule = pytest.mark.rule


@rule("H-62")
def test_cookies_of_all_lines_are_parsed() -> None:
    lines = ['a=1; b = "two" ;c=x=y', "novalue; a=3; d=", '=nameless; e="']
    assert parse_cookies(lines) == {"a": "3", "b": "two", "c": "x=y", "d": "", "e": '"'}


@rule("H-78")
def test_attributes_come_in_a_fixed_order() -> None:
    line = build_set_cookie(
        "sid", "v", max_age=5, domain="a.example", secure=True, http_only=True, same_site="None"
    )
    assert line == "sid=v; Max-Age=5; Path=/; Domain=a.example; Secure; HttpOnly; SameSite=None"
    assert build_set_cookie("sid", "v", path="") == "sid=v"


@rule("H-78")
@pytest.mark.parametrize("key", ["", "a b", "a=b", "a;b", "a\n", "é", '"a"'])
def test_a_name_must_be_a_token(key: str) -> None:
    with pytest.raises(ValueError, match="cookie name"):
        build_set_cookie(key, "v")


@rule("H-78")
@pytest.mark.parametrize("value", ["a b", 'a"', "a,b", "a;b", "a\\b", "é", "a\r\n", "a\0"])
def test_a_value_must_be_cookie_octets(value: str) -> None:
    with pytest.raises(ValueError, match="cookie value"):
        build_set_cookie("a", value)


@pytest.mark.parametrize("path", ["/a;b", "/a\n", "/é", "/\0"])
def test_a_path_without_separators(path: str) -> None:
    with pytest.raises(ValueError, match="cookie path"):
        build_set_cookie("a", "b", path=path)


@pytest.mark.parametrize("domain", ["a;b", "a b", "a\n", "é.example", "-", "a,b"])
def test_a_domain_without_separators(domain: str) -> None:
    with pytest.raises(ValueError, match="cookie domain"):
        build_set_cookie("a", "b", domain=domain)


@rule("H-78")
def test_same_site_none_requires_secure() -> None:
    with pytest.raises(ValueError, match="secure=True"):
        build_set_cookie("a", "b", same_site="none")
    with pytest.raises(ValueError, match="lax, strict or none"):
        build_set_cookie("a", "b", same_site="sometimes")
    assert build_set_cookie("a", "b", same_site="lax").endswith("SameSite=lax")


def test_max_age_is_a_whole_number() -> None:
    for wrong in (True, 1.5, "1; Secure"):
        with pytest.raises(ValueError, match="whole number"):
            build_set_cookie("a", "b", max_age=wrong)  # type: ignore[arg-type]  # the point of the test


@given(st.text(min_size=1), st.text())
def test_what_is_written_is_read_back(key: str, value: str) -> None:
    try:
        line = build_set_cookie(key, value, path=None)
    except ValueError:
        return
    assert parse_cookies([line]) == {key: value}
