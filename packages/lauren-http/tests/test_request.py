"""The request."""

from collections.abc import MutableMapping

import pytest

from lauren_http.body import Receive
from lauren_http.connection import ClientInfo, ServerInfo
from lauren_http.errors import (
    ClientDisconnectedError,
    ExtractorError,
    HTTPError,
    RequestBodyTooLarge,
    UnsupportedMediaTypeError,
)
from lauren_http.headers import Headers
from lauren_http.request import Request, parse_json
from lauren_http.routing.router import RouteEntry
from lauren_http.state import AppState

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio


def sending(*bodies: bytes) -> Receive:
    pending = [{"type": "http.request", "body": body, "more_body": True} for body in bodies]
    if pending:
        pending[-1]["more_body"] = False

    async def receive() -> MutableMapping[str, object]:
        return pending.pop(0) if pending else {"type": "http.disconnect"}

    return receive


def posting(*bodies: bytes, headers: dict[str, str] | None = None, limit: int = 100) -> Request:
    return Request(method="POST", path="/", headers=headers, receive=sending(*bodies), max_body_size=limit)


@rule("H-60", "H-61")
async def test_a_request_made_by_hand() -> None:
    params = {"id": "1"}
    request = Request(
        method="get",
        path="/a b",
        raw_query_string=b"q=%C3%A9+1&q=2&blank=&bad=%ff",
        headers={"Cookie": 'a="1"'},
        path_params=params,
        client=ClientInfo("h", 1),
        server=ServerInfo("s", None),
    )
    assert (request.method, request.path) == ("GET", "/a b")
    assert request.url == "/a b?q=%C3%A9+1&q=2&blank=&bad=%ff"
    assert request.query_params == {"q": ["é 1", "2"], "blank": [""], "bad": ["\ufffd"]}
    assert request.cookies == {"a": "1"}
    assert request.path_params is params
    assert (request.client, request.server) == (ClientInfo("h", 1), ServerInfo("s", None))
    assert (request.scheme, request.root_path, request.http_version) == ("http", "", "1.1")
    assert await request.body() == b""
    assert await request.json() is None


@rule("H-61")
def test_properties_are_read_only() -> None:
    request = Request(method="GET", path="/")
    for name in ("method", "path", "headers", "state", "query_params"):
        with pytest.raises(AttributeError):
            setattr(request, name, None)
    assert request.url == "/"
    assert (request.client, request.server) == (ClientInfo(), ServerInfo())


def test_a_request_over_asgi_reads_the_scope() -> None:
    state, params = AppState(), {"id": "1"}
    scope: dict[str, object] = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "query_string": b"a=1",
        "headers": [(b"x-a", b"1")],
        "scheme": "https",
        "http_version": "2",
        "root_path": "/api",
        "client": ["1.2.3.4", 5],
    }
    request = Request.from_asgi(scope, sending(), params, state, 10)
    assert (request.method, request.path, request.url) == ("GET", "/x", "/x?a=1")
    assert request.headers == Headers({"x-a": "1"})
    assert (request.scheme, request.http_version, request.root_path) == ("https", "2", "/api")
    assert request.client == ClientInfo("1.2.3.4", 5)
    assert request.app_state is state
    assert request.path_params is params
    assert request.query_string == "a=1"


@rule("H-67")
def test_attributes_live_for_one_request() -> None:
    first, second = Request(method="GET", path="/"), Request(method="GET", path="/")
    first.user = "ann"  # type: ignore[attr-defined]  # any attribute may be set
    first.state.tenant = 1
    assert not hasattr(second, "user")
    assert "tenant" not in second.state
    assert first.state is first.state


@rule("H-66")
def test_the_matched_route() -> None:
    request = Request(method="GET", path="/")
    assert request.get_matched_route() is None
    assert request.get_route_template() is None
    assert request.get_handler_class() is None
    assert request.get_route_handler_func() is None
    entry = RouteEntry("GET", "/users/{id}", print, dict)
    request._route = entry
    assert request.get_matched_route() is entry
    assert request.get_route_template() == "/users/{id}"
    assert request.get_handler_class() is dict
    assert request.get_route_handler_func() is print


@rule("H-63")
async def test_a_body_is_buffered() -> None:
    request = posting(b'{"a"', b": 1}")
    assert await request.body() == b'{"a": 1}'
    assert await request.body() == b'{"a": 1}'
    assert await request.text() == '{"a": 1}'
    assert await request.json() == {"a": 1}
    assert [chunk async for chunk in request.stream()] == [b'{"a": 1}']


@rule("H-63")
async def test_a_streamed_body_is_gone() -> None:
    request = posting(b"a", b"b")
    assert [chunk async for chunk in request.stream()] == [b"a", b"b"]
    with pytest.raises(RuntimeError, match="body already consumed"):
        await request.body()


@rule("H-63")
@pytest.mark.parametrize(
    "body",
    [b"{", b"NaN", b"[Infinity]", b"\xff", '{"a":1}'.encode("utf-16"), b"[" * 100_000, b"1" * 5000, b"[1,]"],
)
async def test_malformed_json_is_unprocessable(body: bytes) -> None:
    with pytest.raises(ExtractorError) as caught:
        await posting(body, limit=200_000).json()
    assert str(caught.value).startswith("invalid JSON")
    assert caught.value.detail == {"field": "body"}


@rule("H-120")
def test_a_bom_is_tolerated() -> None:
    assert parse_json(b"\xef\xbb\xbf[1]", field="x") == [1]


@rule("H-64")
async def test_the_limit_holds_for_every_way_of_reading() -> None:
    with pytest.raises(RequestBodyTooLarge):
        await posting(b"abc", limit=2).body()
    with pytest.raises(RequestBodyTooLarge):
        _ = [chunk async for chunk in posting(b"abc", limit=2).stream()]
    with pytest.raises(RequestBodyTooLarge):
        await posting(headers={"content-length": "3"}, limit=2).form()


@rule("H-65")
async def test_a_disconnect_is_an_error() -> None:
    with pytest.raises(ClientDisconnectedError):
        await posting().body()


async def test_a_malformed_length_is_a_bad_request() -> None:
    with pytest.raises(HTTPError) as caught:
        await posting(b"a", headers={"content-length": "x"}).body()
    assert caught.value.status_code == 400


async def test_a_content_coding_is_unsupported() -> None:
    with pytest.raises(UnsupportedMediaTypeError):
        await posting(b"a", headers={"content-encoding": "gzip"}).body()


async def test_text_that_is_not_utf_8_is_unprocessable() -> None:
    with pytest.raises(ExtractorError):
        await posting(b"\xff").text()


@rule("H-63")
async def test_an_urlencoded_form() -> None:
    assert await posting(b"a=1&a=%C3%A9&b=").form() == {"a": ["1", "é"], "b": [""]}
    typed = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    assert await posting(b"a=1", headers=typed).form() == {"a": ["1"]}
    assert await posting(b"").form() == {}


@pytest.mark.parametrize("body", [b"a=\xff", b"a=%ff"])
async def test_a_form_that_is_not_utf_8_is_unprocessable(body: bytes) -> None:
    with pytest.raises(ExtractorError):
        await posting(body).form()


async def test_another_form_type_is_unsupported() -> None:
    with pytest.raises(UnsupportedMediaTypeError):
        await posting(b"--x", headers={"content-type": "multipart/form-data; boundary=x"}).form()
