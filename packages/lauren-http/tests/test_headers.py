"""Headers, and what may be sent as one."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http.headers import Headers, MutableHeaders, validate_header

rule = pytest.mark.rule

PAIRS = [("Accept", "a"), ("X-Id", "1"), ("accept", "b")]


def wire() -> Headers:
    return Headers.from_raw([(b"accept", b"a"), (b"x-id", b"1"), (b"accept", b"b")])


@rule("H-68")
@pytest.mark.parametrize("headers", [Headers(PAIRS), wire()], ids=["items", "wire"])
def test_lookup_ignores_case_and_gives_the_first_value(headers: Headers) -> None:
    assert headers["ACCEPT"] == "a"
    assert headers.get("X-ID") == "1"
    assert headers.get("nope") is None
    assert headers.get("nope", "d") == "d"
    assert headers.getall("Accept") == ["a", "b"]
    assert headers.getall("nope") == []
    assert "aCCept" in headers
    number: object = 5
    assert number not in headers
    assert list(headers) == ["accept", "x-id"]
    assert len(headers) == 2
    assert headers.raw() == [("accept", "a"), ("x-id", "1"), ("accept", "b")]
    with pytest.raises(KeyError):
        headers["nope"]


@rule("H-68")
def test_headers_are_made_of_pairs_or_a_mapping_and_compared_by_content() -> None:
    assert Headers({"A": "1"}) == Headers([("a", "1")]) == Headers.from_raw([(b"a", b"1")])
    assert Headers(PAIRS) == wire()
    assert Headers(PAIRS) != Headers(PAIRS[::-1])
    assert Headers() != {}
    assert Headers(Headers(PAIRS)) == Headers(PAIRS)


@rule("H-68")
def test_a_mutable_copy_is_independent() -> None:
    original = wire()
    copy = original.mutable_copy()
    copy.append("X-ID", "2")
    copy.set("Accept", "c")
    copy.delete("nope")
    assert copy.raw() == [("x-id", "1"), ("x-id", "2"), ("accept", "c")]
    copy.delete("X-Id")
    assert copy.raw() == [("accept", "c")]
    assert original == wire()
    assert isinstance(copy, MutableHeaders)


def test_raw_gives_a_list_of_its_own() -> None:
    headers = Headers(PAIRS)
    headers.raw().clear()
    assert len(headers) == 2


def test_wire_bytes_are_latin_1() -> None:
    assert Headers.from_raw([(b"x", b"\xe9")])["x"] == "é"


@rule("H-75")
def test_a_valid_header_is_encoded() -> None:
    assert validate_header("X-Name", " caf\xe9\t") == (b"x-name", b"caf\xe9")


@rule("H-75")
@pytest.mark.parametrize("value", ["a\r\nb", "a\nb", "a\rb", "a\0b", "€", "a\x1bb", "\x7f"])
def test_a_value_that_could_split_or_not_be_sent_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="x-name"):
        validate_header("x-name", value)


@rule("H-75")
@pytest.mark.parametrize("name", ["", "a b", "a:", "a\r\n", "é", "a\0", "(a)"])
def test_a_name_must_be_a_token(name: str) -> None:
    with pytest.raises(ValueError, match="header"):
        validate_header(name, "v")


def test_a_value_must_be_text() -> None:
    with pytest.raises(ValueError, match="must be a str"):
        validate_header("x", 5)  # type: ignore[arg-type]  # the point of the test


@given(st.text(), st.text())
def test_what_is_accepted_never_contains_a_line_break(name: str, value: str) -> None:
    try:
        encoded = validate_header(name, value)
    except ValueError:
        return
    assert not set(b"\r\n\0") & set(encoded[0] + encoded[1])


@given(st.lists(st.tuples(st.sampled_from(["a", "B", "c-D"]), st.text("xyz", max_size=2))))
def test_wire_and_decoded_headers_answer_alike(pairs: list[tuple[str, str]]) -> None:
    decoded = Headers(pairs)
    raw = Headers.from_raw([(name.lower().encode(), value.encode()) for name, value in pairs])
    assert [raw.get(name) for name in "abA"] == [decoded.get(name) for name in "abA"]
    assert raw == decoded


def test_any_iterable_of_pairs_is_fine() -> None:
    items: Iterable[tuple[str, str]] = (pair for pair in PAIRS)
    mapping: Mapping[str, str] = {"a": "1"}
    assert len(Headers(items)) == 2
    assert Headers(mapping)["A"] == "1"
