"""`TestClient`: drives any ASGI application in process, without sockets.

Rule: one event loop in one background thread runs startup and every request of a client.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Self, TypedDict, Unpack, final

from lauren_http.testing.exchange import Exchange, Outcome
from lauren_http.testing.loop import LoopThread
from lauren_http.testing.outgoing import Outgoing, build_outgoing

__all__ = ["RequestOptions", "TestClient", "TestResponse"]

ASGIApp = Callable[[Any, Any, Any], Awaitable[None]]


class RequestOptions(TypedDict, total=False):
    """The keywords of every request method.

    `headers`: mapping or pairs. `json`: any JSON value, `None` is sent as `null`. `content`: `bytes`, `str`, or an
    iterable of chunks, each delivered as one message. `data`: an urlencoded form. `params`: added to the URL's
    query; sequences repeat. `cookies`: mapping.
    """

    headers: Mapping[str, str] | Iterable[tuple[str, str]]
    json: object
    content: bytes | str | Iterable[bytes]
    data: Mapping[str, object]
    params: Mapping[str, object]
    cookies: Mapping[str, str]


@final
class TestResponse:
    """What the application answered, read to its end.

    Attributes:
        status_code: the status.
        headers: pairs in wire order; names lower case.
        body: all chunks joined.
        complete: false when the application ended without the final body message.
    """

    __test__ = False
    __slots__ = ("body", "complete", "headers", "status_code")

    def __init__(self, outcome: Outcome) -> None:
        self.status_code = outcome.status
        self.headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in outcome.headers]
        self.body = b"".join(outcome.chunks)
        self.complete = outcome.complete

    def __repr__(self) -> str:
        return f"<TestResponse {self.status_code} {len(self.body)} bytes>"

    @property
    def content(self) -> bytes:
        """The same as `body`."""
        return self.body

    @property
    def text(self) -> str:
        """The body as UTF-8 text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever its case."""
        values = self.headers_all(name)
        return values[0] if values else None

    def headers_all(self, name: str) -> list[str]:
        """Every value of a header in order."""
        wanted = name.lower()
        return [value for known, value in self.headers if known.lower() == wanted]


class TestClient:
    """A client for one ASGI application.

    A `LaurenApp` that is not started is started here, on the client's loop; other applications are used as they are.
    As a context manager (or with `close`) it shuts the application down and ends its thread.

    Args:
        app: any ASGI application.

    Raises:
        Exception: whatever startup raises; later, whatever escapes the application.

    Example:
        >>> async def app(scope, receive, send):
        ...     await send({"type": "http.response.start", "status": 200, "headers": []})
        ...     await send({"type": "http.response.body", "body": b"hello"})
        >>> with TestClient(app) as client:
        ...     client.get("/").text
        'hello'
    """

    __test__ = False

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._loop = LoopThread()
        startup = getattr(app, "startup", None)
        if callable(startup) and getattr(app, "started", None) is False:
            try:
                self._loop.run(_awaited(startup))
            except BaseException:
                self._loop.stop()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Shut the application down, if it can be, and end the client's thread; closing twice is fine."""
        if not self._loop.running:
            return
        shutdown = getattr(self.app, "shutdown", None)
        try:
            if callable(shutdown):
                self._loop.run(_awaited(shutdown))
        finally:
            self._loop.stop()

    def request(self, method: str, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """Send a request and wait for the whole response, background tasks included.

        Args:
            method: sent as it is.
            url: a path with an optional query; of an absolute URL only these are used.
            options: see `RequestOptions`.

        Raises:
            TypeError: an unknown keyword.
        """
        outgoing = build_outgoing(method, url, options)
        return TestResponse(self._loop.run(_exchanging(self.app, outgoing)))

    async def arequest(self, method: str, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """The same on the caller's event loop."""
        return TestResponse(await Exchange(build_outgoing(method, url, options)).run(self.app))

    def get(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`GET`."""
        return self.request("GET", url, **options)

    def post(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`POST`."""
        return self.request("POST", url, **options)

    def put(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`PUT`."""
        return self.request("PUT", url, **options)

    def patch(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`PATCH`."""
        return self.request("PATCH", url, **options)

    def delete(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`DELETE`."""
        return self.request("DELETE", url, **options)

    def options(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`OPTIONS`."""
        return self.request("OPTIONS", url, **options)

    def head(self, url: str, **options: Unpack[RequestOptions]) -> TestResponse:
        """`HEAD`."""
        return self.request("HEAD", url, **options)


def _awaited(function: Callable[[], Any]) -> Callable[[], Awaitable[object]]:
    async def run() -> object:
        result = function()
        return await result if isinstance(result, Awaitable) else result

    return run


def _exchanging(app: ASGIApp, outgoing: Outgoing) -> Callable[[], Awaitable[Outcome]]:
    return lambda: Exchange(outgoing).run(app)
