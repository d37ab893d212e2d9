"""How a request is read: one table row per fetch kind, one class per backend.

Rule: only this module, `writers.py` and `app/` know what a request looks like to a server.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, final

from lauren_core import RequestScope, Scope
from lauren_http.body import check_content_coding, read_body
from lauren_http.codegen.emitter import Emitter
from lauren_http.context import ExecutionContext
from lauren_http.cookies import parse_cookies
from lauren_http.extract.source import Fetch
from lauren_http.query import first_values, parse_query
from lauren_http.request import Request
from lauren_http.request_scope import context_of, scope_of
from lauren_http.routing import RouteEntry
from lauren_http.state import AppState

__all__ = ["AsgiReader", "Reader", "RequestReader", "Surroundings"]


@final
@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the application knows about a route before any request."""

    entry: RouteEntry
    handler_class: type | None
    metadata: dict[str, object]
    app_state: AppState
    max_body_size: int

    def context(self, request: Request) -> ExecutionContext:
        """The execution context of a request of this route."""
        return context_of(
            request,
            ExecutionContext(
                request, self.handler_class, self.entry.handler, self.entry.path_template, dict(self.metadata)
            ),
        )

    def request(self, scope: Any, receive: Any, values: dict[str, str]) -> Request:
        """The request of an ASGI scope that was matched to this route."""
        request = Request.from_asgi(scope, receive, values, self.app_state, self.max_body_size)
        request._route = self.entry
        return request


class Reader:
    """Gives expressions for the fetches of a plan, each shared value computed once and only if asked for."""

    signature: str

    def __init__(self, out: Emitter, surroundings: Surroundings, *, needs_request: bool) -> None:
        self._out = out
        self._around = surroundings
        self._needs_request = needs_request
        self._locals: dict[str, str] = {}

    def expression(self, fetch: Fetch) -> str:
        """The Python expression that reads one raw value."""
        rows: dict[str, Callable[[Any], str]] = {
            "absent": lambda key: "None",
            "path": self.path,
            "query": self.query,
            "query_list": lambda key: f"{self.queries()}.get({self._const(key)})",
            "query_map": lambda key: self.queries(),
            "header": self.header,
            "header_list": self.header_list,
            "cookie": lambda key: f"{self.cookies()}.get({self._const(key)})",
            "body": lambda key: self.body(),
            "state": lambda read: f"{self._const(read)}({self.request()})",
            "request": lambda key: self.request(),
            "context": lambda key: self.context(),
            "resolve": self.resolve,
        }
        return rows[fetch.kind](fetch.key)

    def resolve(self, resolver: Any) -> str:
        """A singleton is a constant; everything else is built in the request's scope."""
        if resolver.scope is Scope.SINGLETON:
            return self._out.late(resolver.constant)
        build = self._out.late(lambda: resolver.build, "b")
        call = f"{build}({self.scope()})"
        return f"await {call}" if resolver.is_async else call

    def context(self) -> str:
        """The request's execution context."""
        return self._once("context", f"{self._const(self._around.context)}({self.request()})")

    @abstractmethod
    def path(self, key: str) -> str: ...

    @abstractmethod
    def query(self, key: str) -> str: ...

    @abstractmethod
    def queries(self) -> str: ...

    @abstractmethod
    def header(self, key: str) -> str: ...

    @abstractmethod
    def header_list(self, key: str) -> str: ...

    @abstractmethod
    def cookies(self) -> str: ...

    @abstractmethod
    def body(self) -> str: ...

    @abstractmethod
    def request(self) -> str: ...

    @abstractmethod
    def scope(self) -> str: ...

    def _once(self, local: str, expression: str) -> str:
        if local not in self._locals:
            self._out.line(f"{local} = {expression}")
            self._locals[local] = local
        return local

    def _const(self, value: object) -> str:
        return self._out.constant(value)


@final
class AsgiReader(Reader):
    """Reads the ASGI scope directly; a `Request` is made only when something asks for it."""

    signature = "scope, receive, send, values"

    def path(self, key: str) -> str:
        return f"values[{self._const(key)}]"

    def query(self, key: str) -> str:
        query = self._once("query", f"{self._const(first_values)}(scope['query_string'])")
        return f"{query}.get({self._const(key)})"

    def queries(self) -> str:
        return self._once("queries", f"{self._const(parse_query)}(scope['query_string'])")

    def header(self, key: str) -> str:
        return f"{self._const(_find_header)}(scope['headers'], {self._const(key.encode('latin-1'))})"

    def header_list(self, key: str) -> str:
        return f"{self._const(_header_items)}(scope['headers'], {self._const(key.encode('latin-1'))})"

    def cookies(self) -> str:
        return self._once("cookies", f"{self._const(_cookies)}(scope['headers'])")

    def body(self) -> str:
        if self._needs_request:
            return self._once("body", f"await {self.request()}.body() or None")
        length = f"{self._const(_declared_length)}(scope['headers'])"
        read = f"{self._const(read_body)}(receive, {self._const(self._around.max_body_size)}, {length})"
        return self._once("body", f"await {read} or None")

    def request(self) -> str:
        return self._once("request", f"{self._const(self._around.request)}(scope, receive, values)")

    def scope(self) -> str:
        if self._needs_request:
            return self._once("scope_", f"{self._const(scope_of)}({self.request()})")
        return self._once("scope_", f"{self._const(RequestScope)}({{}})")


@final
class RequestReader(Reader):
    """Reads a `Request`; used inside middlewares and interceptors."""

    signature = "request"

    def path(self, key: str) -> str:
        return f"request.path_params[{self._const(key)}]"

    def query(self, key: str) -> str:
        return f"{self._const(_first)}({self.queries()}, {self._const(key)})"

    def queries(self) -> str:
        return self._once("queries", "request.query_params")

    def header(self, key: str) -> str:
        return f"request.headers.get({self._const(key)})"

    def header_list(self, key: str) -> str:
        return f"{self._const(_items)}(request.headers.getall({self._const(key)}))"

    def cookies(self) -> str:
        return self._once("cookies", "request.cookies")

    def body(self) -> str:
        return self._once("body", "await request.body() or None")

    def request(self) -> str:
        return "request"

    def scope(self) -> str:
        return self._once("scope_", f"{self._const(scope_of)}(request)")


_RawHeaders = list[tuple[bytes, bytes]]
_NO_COOKIES: Final[dict[str, str]] = {}


def _declared_length(headers: _RawHeaders) -> bytes | None:
    """The raw `content-length`; a content coding is refused on the way."""
    length: bytes | None = None
    for key, value in headers:
        if key == b"content-length":
            length = value
        elif key == b"content-encoding":
            check_content_coding(value)
    return length


def _find_header(headers: _RawHeaders, name: bytes) -> str | None:
    for key, value in headers:
        if key == name:
            return value.decode("latin-1")
    return None


def _header_items(headers: _RawHeaders, name: bytes) -> list[str] | None:
    return _items([value.decode("latin-1") for key, value in headers if key == name])


def _items(lines: list[str]) -> list[str] | None:
    return [item for line in lines for piece in line.split(",") if (item := piece.strip())] or None


def _cookies(headers: _RawHeaders) -> dict[str, str]:
    lines = [value.decode("latin-1") for key, value in headers if key == b"cookie"]
    return parse_cookies(lines) if lines else _NO_COOKIES


def _first(values: dict[str, list[str]], key: str) -> str | None:
    found = values.get(key)
    return found[0] if found else None
