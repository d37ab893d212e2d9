"""The response as a value."""

from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import Any

import pytest

from lauren_http.headers import Headers
from lauren_http.response import Response

rule = pytest.mark.rule


@rule("H-73")
@pytest.mark.parametrize("body", [b"a", bytearray(b"a"), memoryview(b"a"), "a"])
def test_bodies(body: bytes | str) -> None:
    assert Response(body).body == b"a"
    assert Response(None).body == b""


@rule("H-73")
@pytest.mark.parametrize("body", [5, {}, [b"a"], object()])
def test_other_bodies_are_refused(body: object) -> None:
    with pytest.raises(TypeError):
        Response(body)  # type: ignore[arg-type]  # the point of the test


@rule("H-73")
@pytest.mark.parametrize("headers", [{"X-A": "1"}, [("X-A", "1")], Headers({"x-a": "1"})])
def test_headers_come_in_three_forms(headers: dict[str, str]) -> None:
    assert Response(headers=headers).raw_headers == [(b"x-a", b"1")]


@rule("H-73")
def test_a_media_type_does_not_replace_a_content_type() -> None:
    assert Response(media_type="a/b").headers["content-type"] == "a/b"
    assert Response(media_type="a/b", headers={"Content-Type": "c/d"}).headers.getall("content-type") == [
        "c/d"
    ]


@rule("H-73")
def test_a_response_is_a_value() -> None:
    response = Response(b"a", headers={"x": "1"}, media_type="a/b")
    for name in ("status", "status_code", "headers", "body", "stream_body", "media_type"):
        with pytest.raises(AttributeError):
            setattr(response, name, None)
    response.headers.mutable_copy().set("x", "2")
    response.raw_headers.clear()
    assert response.headers["x"] == "1"
    assert (response.status, response.status_code, response.media_type) == (200, 200, "a/b")


@rule("H-74")
@pytest.mark.parametrize("status", [99, 600, True, "200", 200.0, None])
def test_a_status_out_of_range_is_refused(status: int) -> None:
    with pytest.raises(ValueError, match="status"):
        Response(status=status)
    with pytest.raises(ValueError, match="status"):
        Response().with_status(status)
    with pytest.raises(ValueError, match="status"):
        Response.json({}, status=status)


@rule("H-74")
def test_an_int_enum_is_a_status() -> None:
    response = Response(status=HTTPStatus.CREATED)
    assert response.status == 201
    assert type(response.status) is int


@rule("H-75")
def test_no_way_accepts_a_header_that_could_split_the_response() -> None:
    bad: Any = "a\r\nset-cookie: x"
    attempts: tuple[Callable[[], object], ...] = (
        lambda: Response(headers={"x": bad}),
        lambda: Response(media_type=bad),
        lambda: Response().with_header("x", bad),
        lambda: Response().with_header(bad, "x"),
        lambda: Response().with_headers({"x": bad}),
        lambda: Response().with_media_type(bad),
        lambda: Response().with_cookie("a", bad),
        lambda: Response().with_cookie(bad, "a"),
        lambda: Response().with_cookie("a", "b", path=bad),
        lambda: Response().with_cookie("a", "b", same_site=bad),
        lambda: Response().delete_cookie("a", domain=bad),
        lambda: Response.redirect(bad),
        lambda: Response.created(location=bad),
        lambda: Response.bytes(b"", media_type=bad),
        lambda: Response.stream([b""], media_type=bad),
    )
    for attempt in attempts:
        with pytest.raises(ValueError, match=r".+"):
            attempt()


@rule("H-76")
def test_factories() -> None:
    def facts(response: Response) -> tuple[int, bytes, str | None]:
        return response.status, response.body, response.headers.get("content-type")

    assert facts(Response.json({"a": "é"})) == (200, '{"a":"é"}'.encode(), "application/json")
    assert facts(Response.text("é")) == (200, "é".encode(), "text/plain; charset=utf-8")
    assert facts(Response.html("h", status=404)) == (404, b"h", "text/html; charset=utf-8")
    assert facts(Response.xml(b"<a/>")) == (200, b"<a/>", "application/xml")
    assert facts(Response.bytes(b"b")) == (200, b"b", "application/octet-stream")
    assert facts(Response.bytes(b"b", media_type="image/png")) == (200, b"b", "image/png")
    assert facts(Response.empty()) == facts(Response.no_content()) == (204, b"", None)
    assert facts(Response.empty(205)) == (205, b"", None)
    assert facts(Response.created({"a": 1})) == (201, b'{"a":1}', "application/json")
    assert facts(Response.created()) == (201, b"", None)
    assert Response.created(location="/é").headers["location"] == "/%C3%A9"
    assert facts(Response.accepted()) == (202, b"", None)
    assert facts(Response.accepted([])) == (202, b"[]", "application/json")


@rule("H-76")
def test_a_redirect_encodes_what_is_not_ascii() -> None:
    response = Response.redirect("https://a.example/é?q=ü&x=%20#f", status=302)
    assert response.status == 302
    assert response.headers["location"] == "https://a.example/%C3%A9?q=%C3%BC&x=%20#f"
    with pytest.raises(ValueError, match="3xx"):
        Response.redirect("/", status=200)


@rule("H-76")
def test_a_factory_makes_an_instance_of_its_class() -> None:
    class Special(Response):
        pass

    for made in (
        Special.json(1),
        Special.text(""),
        Special.redirect("/"),
        Special.no_content(),
        Special.created(),
    ):
        assert type(made) is Special
        assert type(made.with_status(200)) is Special


@rule("H-76")
def test_a_stream_is_an_iterable_of_chunks() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"a"

    source = chunks()
    assert Response.stream(source).stream_body is source
    assert Response.stream([b"a"]).headers["content-type"] == "application/octet-stream"
    for wrong in (5, None, b"abc", "abc", {"a": 1}):
        with pytest.raises(TypeError):
            Response.stream(wrong)  # type: ignore[arg-type]  # the point of the test


@rule("H-77")
def test_builders_leave_the_original_alone() -> None:
    class Special(Response):
        def __init__(self, body: bytes = b"", **options: object) -> None:
            super().__init__(body, **options)  # type: ignore[arg-type]  # passed through
            self.note = "kept"

    original = Special(b"a", headers=[("x", "1"), ("x", "2"), ("y", "3")])
    changed = (
        original.with_status(404)
        .with_header("X", "9")
        .with_headers({"z": "1"})
        .without_header("Y")
        .without_header("nope")
        .with_media_type("a/b")
        .with_body("new")
    )
    assert original.raw_headers == [(b"x", b"1"), (b"x", b"2"), (b"y", b"3")]
    assert (original.status, original.body) == (200, b"a")
    assert type(changed) is Special
    assert changed.note == "kept"
    assert (changed.status, changed.body, changed.media_type) == (404, b"new", "a/b")
    assert changed.raw_headers == [(b"x", b"9"), (b"z", b"1"), (b"content-type", b"a/b")]


@rule("H-77")
def test_a_body_replaces_a_stream() -> None:
    response = Response.stream([b"a"], headers={"content-length": "1"}).with_body(b"bc")
    assert response.stream_body is None
    assert (response.body, response.headers.get("content-length")) == (b"bc", None)


@rule("H-77")
def test_slots_of_subclasses_are_carried_over() -> None:
    class Slotted(Response):
        __slots__ = ("extra",)
        extra: int

    response = Slotted(b"")
    response.extra = 1
    assert response.with_status(201).extra == 1


@rule("H-78")
def test_cookies_accumulate() -> None:
    response = Response().with_cookie("a", "1").with_cookie("b", "2", http_only=True)
    assert response.headers.getall("set-cookie") == ["a=1; Path=/", "b=2; Path=/; HttpOnly"]


@rule("H-79")
def test_a_deleted_cookie_expires_with_its_attributes() -> None:
    line = Response().delete_cookie("a", path="/x", domain="a.example", secure=True, same_site="none")
    assert line.headers["set-cookie"] == "a=; Max-Age=0; Path=/x; Domain=a.example; Secure; SameSite=none"


def test_framing_headers_of_a_buffered_body_are_dropped() -> None:
    framed = {"Content-Length": "99", "Transfer-Encoding": "chunked", "x": "1"}
    assert Response(b"a", headers=framed).raw_headers == [(b"x", b"1")]
    assert Response(b"a").with_headers(framed).raw_headers == [(b"x", b"1")]


def test_a_stream_may_say_how_long_it_will_be() -> None:
    response = Response.stream([b"a"], headers={"Content-Length": "1", "Transfer-Encoding": "chunked"})
    assert response.headers.get("content-length") == "1"
    assert response.headers.get("transfer-encoding") is None
