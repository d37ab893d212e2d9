"""The request, as middlewares, guards and handlers see it.

Rule: nothing is decoded before somebody asks; ASGI's keys are known to this file only.
"""

import json
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from lauren_http.body import Receive, check_content_coding, read_body, stream_body
from lauren_http.connection import ClientInfo, ServerInfo
from lauren_http.cookies import parse_cookies
from lauren_http.errors import ExtractorError, UnsupportedMediaTypeError
from lauren_http.headers import Headers
from lauren_http.query import parse_query
from lauren_http.routing.router import RouteEntry
from lauren_http.state import AppState, State

__all__ = ["Request", "parse_json"]

DEFAULT_MAX_BODY_SIZE = 1_048_576
_FORM = "application/x-www-form-urlencoded"
_BOM = b"\xef\xbb\xbf"


class Request:
    """One HTTP request. Build one in a test; the application builds its own.

    Args:
        method: upper-cased here.
        path: percent-decoded and relative to the application.
        raw_query_string: what follows `?`, still encoded.
        headers: `Headers`, a mapping or pairs.
        path_params: the route's variables; the very dict is kept, so that routing can fill it later.
        client: the peer's address.
        server: the listening address.
        receive: ASGI's `receive`; without one the body is empty.
        app_state: the application's state.
        max_body_size: most bytes any way of reading the body accepts.

    Any attribute may be set on a request; it lives as long as the request.

    Example:
        >>> request = Request(method="get", path="/items", raw_query_string=b"tag=a&tag=b")
        >>> request.method, request.query_params, request.url
        ('GET', {'tag': ['a', 'b']}, '/items?tag=a&tag=b')
    """

    # PERF: only what every request has is stored at construction; the class attributes below are the "not read yet".
    __slots__ = (
        "__dict__",
        "__weakref__",
        "_app_state",
        "_max_body_size",
        "_path_params",
        "_receive",
        "_scope",
    )

    _headers: Headers | None = None
    _query: dict[str, list[str]] | None = None
    _cookies: dict[str, str] | None = None
    _state: State | None = None
    _body: bytes | None = None
    _streamed: bool = False
    _route: RouteEntry | None = None

    def __init__(
        self,
        *,
        method: str,
        path: str,
        raw_query_string: bytes = b"",
        headers: Headers | Mapping[str, str] | None = None,
        path_params: dict[str, str] | None = None,
        client: ClientInfo | None = None,
        server: ServerInfo | None = None,
        receive: Receive | None = None,
        app_state: AppState | None = None,
        max_body_size: int = DEFAULT_MAX_BODY_SIZE,
    ) -> None:
        self._headers = headers if type(headers) is Headers else Headers(headers)
        self._scope: MutableMapping[str, object] = {
            "type": "http",
            "method": method.upper(),
            "path": path,
            "query_string": raw_query_string,
            "client": _address(client),
            "server": _address(server),
        }
        self._receive = receive
        self._path_params = {} if path_params is None else path_params
        self._app_state = app_state
        self._max_body_size = max_body_size

    @classmethod
    def from_asgi(
        cls,
        scope: MutableMapping[str, object],
        receive: Receive,
        path_params: dict[str, str],
        app_state: AppState,
        max_body_size: int,
    ) -> "Request":
        """A request over an ASGI `http` scope whose `path` is already relative to the application."""
        request = cls.__new__(cls)
        request._scope = scope
        request._receive = receive
        request._path_params = path_params
        request._app_state = app_state
        request._max_body_size = max_body_size
        return request

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.method} {self.url!r}>"

    @property
    def method(self) -> str:
        """The method, case kept as sent (methods are case-sensitive, RFC 9110 §9.1)."""
        return self._scope["method"]  # type: ignore[return-value]  # ASGI: str

    @property
    def path(self) -> str:
        """The percent-decoded path, relative to the application."""
        return self._scope["path"]  # type: ignore[return-value]  # ASGI: str

    @property
    def url(self) -> str:
        """Path and query, without scheme and host."""
        query = self.query_string
        return f"{self.path}?{query}" if query else self.path

    @property
    def query_string(self) -> str:
        """The raw query, still percent-encoded, without `?`."""
        return self._raw_query.decode("latin-1")

    @property
    def scheme(self) -> str:
        """`http` or `https`, as the server saw it."""
        return str(self._scope.get("scheme") or "http")

    @property
    def root_path(self) -> str:
        """The prefix the application is served under; `""` at the root."""
        return str(self._scope.get("root_path") or "")

    @property
    def http_version(self) -> str:
        """`1.0`, `1.1`, `2` or `3`."""
        return str(self._scope.get("http_version") or "1.1")

    @property
    def path_params(self) -> dict[str, str]:
        """The route's variables, percent-decoded; empty before routing."""
        return self._path_params

    @property
    def query_params(self) -> dict[str, list[str]]:
        """Every query parameter with all its values, in order; blank values kept, bad UTF-8 replaced."""
        if self._query is None:
            self._query = parse_query(self._raw_query)
        return self._query

    @property
    def headers(self) -> Headers:
        """The request's headers."""
        if self._headers is None:
            self._headers = Headers.from_raw(self._scope["headers"])  # type: ignore[arg-type]  # ASGI: byte pairs
        return self._headers

    @property
    def cookies(self) -> dict[str, str]:
        """The request's cookies; the last of several with one name wins."""
        if self._cookies is None:
            self._cookies = parse_cookies(self.headers.getall("cookie"))
        return self._cookies

    @property
    def client(self) -> ClientInfo:
        """The peer's address as the server knows it; forwarding headers are never read here."""
        return ClientInfo(*_pair(self._scope.get("client")))

    @property
    def server(self) -> ServerInfo:
        """The address the server listens on."""
        return ServerInfo(*_pair(self._scope.get("server")))

    @property
    def state(self) -> State:
        """This request's own bag of values."""
        if self._state is None:
            self._state = State()
        return self._state

    @property
    def app_state(self) -> AppState:
        """The application's bag of values."""
        if self._app_state is None:
            self._app_state = AppState()
        return self._app_state

    def get_matched_route(self) -> RouteEntry | None:
        """The route that answers; `None` before routing or when nothing matched."""
        return self._route

    def get_route_template(self) -> str | None:
        """The matched route's template, for example `"/users/{id}"`."""
        return None if self._route is None else self._route.path_template

    def get_handler_class(self) -> type | None:
        """The controller class of the matched route."""
        return None if self._route is None else self._route.handler_class

    def get_route_handler_func(self) -> Callable[..., object] | None:
        """The function of the matched route, unbound."""
        return None if self._route is None else self._route.handler

    async def body(self) -> bytes:
        """The whole body; read once, then remembered. `b""` when there is none.

        Raises:
            RequestBodyTooLarge: above `max_body_size`.
            ClientDisconnectedError: the client left before the end.
            UnsupportedMediaTypeError: the body has a content coding.
            RuntimeError: the body was streamed away before.
        """
        if self._body is None:
            receive = self._claim_body()
            length, coding = self._body_headers()
            if coding is not None:
                check_content_coding(coding)
            self._body = b"" if receive is None else await read_body(receive, self._max_body_size, length)
        return self._body

    async def text(self, encoding: str = "utf-8") -> str:
        """The body as text.

        Raises:
            ExtractorError: it is not `encoding`.
        """
        try:
            return (await self.body()).decode(encoding)
        except UnicodeDecodeError:
            raise ExtractorError(f"the body is not {encoding} text", detail={"field": "body"}) from None

    async def json(self) -> object:
        """The body as JSON; `None` when it is empty.

        Raises:
            ExtractorError: it is not JSON (RFC 8259).
        """
        body = await self.body()
        return parse_json(body, field="body") if body else None

    async def form(self) -> dict[str, list[str]]:
        """The fields of an urlencoded body, every value in order.

        Raises:
            UnsupportedMediaTypeError: the body has another content type.
            ExtractorError: it is not UTF-8.
        """
        body = await self.body()
        if body:
            self._require_form_type()
        try:
            pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            raise ExtractorError("the form is not UTF-8 text", detail={"field": "body"}) from None
        fields: dict[str, list[str]] = {}
        for name, value in pairs:
            fields.setdefault(name, []).append(value)
        return fields

    async def stream(self) -> AsyncIterator[bytes]:
        """The body's non-empty chunks as they arrive; a buffered body comes as one chunk.

        Raises:
            RequestBodyTooLarge, ClientDisconnectedError, UnsupportedMediaTypeError, RuntimeError: as `body`.
        """
        if self._body is not None:
            if self._body:
                yield self._body
            return
        receive = self._claim_body()
        length, coding = self._body_headers()
        if coding is not None:
            check_content_coding(coding)
        self._streamed = True
        if receive is not None:
            async for chunk in stream_body(receive, self._max_body_size, length):
                yield chunk

    @property
    def _raw_query(self) -> bytes:
        return self._scope.get("query_string") or b""  # type: ignore[return-value]  # ASGI: bytes

    def _claim_body(self) -> Receive | None:
        if self._streamed:
            raise RuntimeError("body already consumed by streaming it")
        return self._receive

    def _body_headers(self) -> tuple[bytes | None, bytes | None]:
        """The raw `content-length` and `content-encoding`."""
        length = self.headers.get("content-length")
        coding = self.headers.get("content-encoding")
        return (
            None if length is None else length.encode("latin-1", "replace"),
            None if coding is None else coding.encode("latin-1", "replace"),
        )

    def _require_form_type(self) -> None:
        declared = self.headers.get("content-type")
        if declared is not None and declared.partition(";")[0].strip().lower() != _FORM:
            raise UnsupportedMediaTypeError(
                f"the form must be {_FORM}", detail={"content_type": declared, "supported": [_FORM]}
            )


def parse_json(body: bytes, *, field: str) -> object:
    """Parse a JSON text strictly (RFC 8259): UTF-8 with an optional BOM, no `NaN`, `Infinity` or lone surrogates.

    Raises:
        ExtractorError: it is malformed, or nested too deeply; `detail["field"]` is `field`.
    """
    try:
        text = body.removeprefix(_BOM).decode("utf-8")
        data: object = _DECODER.decode(text)
        if "\\u" in text:  # only an escape can name half of a surrogate pair
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as fault:
        raise ExtractorError(f"invalid JSON: {_fault_of(fault)}", detail={"field": field}) from None
    return data


def _fault_of(fault: Exception) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"{fault.msg} at line {fault.lineno} column {fault.colno}"
    if isinstance(fault, UnicodeDecodeError):
        return "the text is not UTF-8"
    if isinstance(fault, UnicodeEncodeError):
        return "an escape names a lone surrogate"
    if isinstance(fault, RecursionError):
        return "nested too deeply"
    return "a number is not JSON" if str(fault) in _CONSTANTS else "a number is out of range"


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _address(info: ClientInfo | ServerInfo | None) -> tuple[str | None, int | None] | None:
    return None if info is None else (info.host, info.port)


def _pair(address: Any) -> tuple[str | None, int | None]:
    return (address[0], address[1]) if address else (None, None)  # ASGI: a two-item iterable or None
