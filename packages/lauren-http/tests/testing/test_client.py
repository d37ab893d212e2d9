"""The in-process test client."""

import asyncio
import gc
import threading
from typing import Any

import pytest

from lauren_http.testing import TestClient, make_request

rule = pytest.mark.rule


async def echo(scope: Any, receive: Any, send: Any) -> None:
    body = b""
    more = True
    messages = 0
    while more:
        message = await receive()
        body += message["body"]
        more = message["more_body"]
        messages += 1
    lines = [
        scope["method"].encode(),
        scope["path"].encode(),
        scope["raw_path"],
        scope["query_string"],
        body,
        str(messages).encode(),
    ]
    headers = [(b"x-" + name, value) for name, value in scope["headers"]]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"\n".join(lines), "more_body": True})
    await send({"type": "http.response.body"})


@pytest.fixture
def client() -> Any:
    with TestClient(echo) as client:
        yield client


@rule("H-203", "H-204")
def test_url_and_params(client: TestClient) -> None:
    lines = client.get("http://other/a%2Fb c/é?x=1", params={"y": [1, 2], "z": "ü"}).text.split("\n")
    assert lines[:4] == ["GET", "/a/b c/é", "/a%2Fb%20c/%C3%A9", "x=1&y=1&y=2&z=%C3%BC"]


@rule("H-203")
def test_methods(client: TestClient) -> None:
    for name in ("get", "post", "put", "patch", "delete", "options", "head"):
        assert getattr(client, name)("/").text.startswith(name.upper())
    assert client.request("TRACE", "/").text.startswith("TRACE")


@rule("H-203", "H-204")
def test_bodies(client: TestClient) -> None:
    sent = client.post("/", json=None)
    assert sent.text.split("\n")[4] == "null"
    assert (sent.header("x-content-type"), sent.header("X-Content-Length")) == ("application/json", "4")
    form = client.post("/", data={"a": "ü", "b": [1, 2]})
    assert form.text.split("\n")[4] == "a=%C3%BC&b=1&b=2"
    assert form.header("x-content-type") == "application/x-www-form-urlencoded"
    assert client.post("/", content="é").text.split("\n")[4:] == ["é", "1"]
    assert client.post("/", content=iter([b"a", b"b"])).text.split("\n")[4:] == ["ab", "2"]


@rule("H-204")
def test_headers(client: TestClient) -> None:
    assert client.get("/").headers == [("x-host", "testserver")]
    given = client.post(
        "/", json=1, headers=[("Host", "h"), ("Content-Type", "a/b")], cookies={"a": "1", "b": "2"}
    )
    assert given.headers_all("x-host") == ["h"]
    assert given.headers_all("x-content-type") == ["a/b"]
    assert given.header("x-cookie") == "a=1; b=2"
    assert given.header("nope") is None


@rule("H-203")
def test_unknown_keywords_are_refused(client: TestClient) -> None:
    with pytest.raises(TypeError, match="follow"):
        client.get("/", follow=True)  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError, match="both the body"):
        client.post("/", json=1, content=b"")


@rule("H-205")
def test_the_response(client: TestClient) -> None:
    response = client.get("/")
    assert response.complete
    assert (response.status_code, response.content) == (200, response.body)


@rule("H-205")
def test_an_incomplete_response_says_so() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": b"[1]", "more_body": True})

    with TestClient(app) as client:
        response = client.get("/")
        assert not response.complete
        assert response.json() == [1]


@rule("H-205")
@pytest.mark.parametrize("failure", [KeyError, SystemExit, KeyboardInterrupt, asyncio.CancelledError])
def test_what_escapes_the_application_reaches_the_caller(failure: type[BaseException]) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/fail":
            raise failure
        await echo(scope, receive, send)

    with TestClient(app) as client:
        with pytest.raises(failure):
            client.get("/fail")
        assert client.get("/").status_code == 200


def test_an_application_without_an_answer_is_an_error() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None: ...

    with TestClient(app) as client, pytest.raises(RuntimeError, match="without starting"):
        client.get("/")


def test_after_the_response_the_client_disconnects() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body"})
        assert (await receive())["type"] == "http.disconnect"

    with TestClient(app) as client:
        assert client.get("/").complete


class Startable:
    def __init__(self) -> None:
        self.started = False
        self.loops: list[object] = []

    async def startup(self) -> None:
        self.started = True
        self.loops.append(asyncio.get_running_loop())

    async def shutdown(self) -> None:
        self.started = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.loops.append(asyncio.get_running_loop())
        await echo(scope, receive, send)


@rule("H-201", "H-202")
def test_startup_and_requests_share_one_loop() -> None:
    app = Startable()
    with TestClient(app) as client:
        assert app.started is True
        client.get("/")
        client.get("/")
    assert len(set(app.loops)) == 1
    assert [app.started] == [False]
    client.close()
    with pytest.raises(RuntimeError, match="closed"):
        client.get("/")


@rule("H-201")
def test_a_started_application_is_used_as_it_is() -> None:
    app = Startable()
    app.started = True
    client = TestClient(app)
    assert app.loops == []
    client.close()


def test_a_failing_startup_is_raised() -> None:
    class Failing(Startable):
        async def startup(self) -> None:
            raise ValueError("no database")

    with pytest.raises(ValueError, match="no database"):
        TestClient(Failing())


@rule("H-201")
@pytest.mark.anyio
async def test_the_client_works_inside_a_running_loop(client: TestClient) -> None:
    assert client.get("/").status_code == 200


@rule("H-203")
@pytest.mark.anyio
async def test_arequest_runs_on_the_callers_loop() -> None:
    app = Startable()
    app.started = True
    client = TestClient(app)
    assert (await client.arequest("POST", "/", json=1)).text.split("\n")[4] == "1"
    assert app.loops == [asyncio.get_running_loop()]
    client._loop.stop()


def test_a_forgotten_client_leaves_no_thread() -> None:
    client = TestClient(echo)
    client.get("/")
    del client
    gc.collect()
    assert not [thread for thread in threading.enumerate() if thread.name == "lauren-test-client"]


@rule("H-207")
@pytest.mark.anyio
async def test_make_request() -> None:
    request = make_request(
        "post", "/a", headers={"X": "1"}, query="q=é", body=b"[1]", path_params={"id": "1"}
    )
    assert (request.method, request.path, request.headers["x"]) == ("POST", "/a", "1")
    assert (request.query_params, request.path_params) == ({"q": ["é"]}, {"id": "1"})
    assert await request.json() == [1]
