"""The response as a value: every `with_*` makes a new one, nothing invalid can be put into it.

Rule: headers are validated and encoded when they are set; sending is somebody else's work.
"""

import builtins
from collections.abc import AsyncIterable, Iterable, Mapping
from typing import Self, TypeVar
from urllib.parse import quote

from lauren_http.cookies import build_set_cookie
from lauren_http.encoders.active import effective_encoder
from lauren_http.encoders.protocol import JSONEncoder
from lauren_http.headers import Headers, validate_header

__all__ = ["Response"]

Body = bytes | bytearray | memoryview | str | None
HeadersInput = Headers | Mapping[str, str] | Iterable[tuple[str, str]]
Chunks = AsyncIterable[bytes] | AsyncIterable[str] | Iterable[bytes] | Iterable[str]
Wire = tuple[tuple[bytes, bytes], ...]
R = TypeVar("R", bound="Response")

_JSON = "application/json"
_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_XML = "application/xml"
_BINARY = "application/octet-stream"
_CONTENT_TYPES: dict[str, Wire] = {
    media_type: ((b"content-type", media_type.encode()),)
    for media_type in (_JSON, _TEXT, _HTML, _XML, _BINARY)
}
# SPEC: RFC 9112 §6. The sender decides how the body is framed.
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~"


class Response:
    """One HTTP response, immutable.

    Args:
        body: `bytes`-like, `str` (sent as UTF-8) or `None` (empty).
        status: 100 to 599.
        headers: `Headers`, a mapping or pairs. A `content-length` or `transfer-encoding` of a buffered body is
            dropped: the sender adds the right one.
        media_type: becomes `content-type` unless `headers` has one.
        stream: an iterable of chunks that is sent instead of `body`; see `Response.stream`.

    Raises:
        ValueError: the status is out of range, or a header is malformed.
        TypeError: the body has another type.

    Example:
        >>> response = Response.json({"id": 1}).with_header("x-total", "7")
        >>> response.status, response.body, response.headers["x-total"]
        (200, b'{"id":1}', '7')
    """

    __slots__ = ("_body", "_media_type", "_status", "_stream", "_wire")

    _status: int
    _body: builtins.bytes
    _wire: Wire
    _media_type: str | None
    _stream: Chunks | None

    def __init__(
        self,
        body: Body = b"",
        *,
        status: int = 200,
        headers: HeadersInput | None = None,
        media_type: str | None = None,
        stream: Chunks | None = None,
    ) -> None:
        self._status = status if type(status) is int and 100 <= status <= 599 else _checked_status(status)
        self._body = body if type(body) is builtins.bytes else _encoded(body)
        self._stream = None if stream is None else _checked_stream(stream)
        self._media_type = media_type
        wire = () if headers is None else _wire_of(headers, streaming=stream is not None)
        self._wire = wire if media_type is None else _typed(wire, media_type)

    def __repr__(self) -> str:
        what = "stream" if self._stream is not None else f"{len(self._body)} bytes"
        return f"<{type(self).__name__} {self._status} {what}>"

    @property
    def status(self) -> int:
        """The status code."""
        return self._status

    @property
    def status_code(self) -> int:
        """The status code; the same as `status`."""
        return self._status

    @property
    def headers(self) -> Headers:
        """The headers; what is done to them does not reach the response."""
        return Headers.from_raw(list(self._wire))

    @property
    def raw_headers(self) -> list[tuple[builtins.bytes, builtins.bytes]]:
        """The validated headers for the wire, as a new list: the sender appends `content-length` to it."""
        return list(self._wire)

    @property
    def body(self) -> builtins.bytes:
        """The buffered body; `b""` for a stream."""
        return self._body

    @property
    def stream_body(self) -> Chunks | None:
        """The iterable whose chunks are the body; `None` for a buffered response."""
        return self._stream

    @property
    def media_type(self) -> str | None:
        """What was given as `media_type`."""
        return self._media_type

    # --- factories

    @classmethod
    def json(
        cls,
        data: object,
        *,
        status: int = 200,
        headers: HeadersInput | None = None,
        encoder: JSONEncoder | None = None,
    ) -> Self:
        """Compact JSON; without `encoder` the current request's effective one, else the process's active one.

        Raises:
            TypeError: `data` holds something JSON has no form for.
        """
        body = (encoder or effective_encoder()).encode_compact(data)
        return cls(body, status=status, headers=headers, media_type=_JSON)

    @classmethod
    def text(cls, data: str, *, status: int = 200, headers: HeadersInput | None = None) -> Self:
        """Plain text in UTF-8."""
        return cls(data, status=status, headers=headers, media_type=_TEXT)

    @classmethod
    def html(cls, data: str, *, status: int = 200, headers: HeadersInput | None = None) -> Self:
        """HTML in UTF-8."""
        return cls(data, status=status, headers=headers, media_type=_HTML)

    @classmethod
    def xml(
        cls, data: str | builtins.bytes, *, status: int = 200, headers: HeadersInput | None = None
    ) -> Self:
        """XML; a `str` is sent as UTF-8, `bytes` as they are."""
        return cls(data, status=status, headers=headers, media_type=_XML)

    @classmethod
    def bytes(
        cls,
        data: builtins.bytes | bytearray | memoryview,
        *,
        status: int = 200,
        media_type: str = _BINARY,
        headers: HeadersInput | None = None,
    ) -> Self:
        """Raw bytes."""
        return cls(data, status=status, headers=headers, media_type=media_type)

    @classmethod
    def empty(cls, status: int = 204) -> Self:
        """No body."""
        return cls(status=status)

    @classmethod
    def no_content(cls) -> Self:
        """204, no body."""
        return cls(status=204)

    @classmethod
    def created(cls, data: object = None, *, location: str | None = None) -> Self:
        """201, with `data` as JSON when there is some and a `location` header when given."""
        response = cls(status=201) if data is None else cls.json(data, status=201)
        return response if location is None else response.with_header("location", _uri(location))

    @classmethod
    def accepted(cls, data: object = None) -> Self:
        """202, with `data` as JSON when there is some."""
        return cls(status=202) if data is None else cls.json(data, status=202)

    @classmethod
    def redirect(cls, location: str, *, status: int = 307) -> Self:
        """Send the client to `location`; non-ASCII characters and spaces are percent-encoded.

        Raises:
            ValueError: `status` is not 3xx, or `location` holds a control character.
        """
        if not 300 <= _checked_status(status) <= 399:
            raise ValueError(f"a redirect's status is 3xx, not {status}")
        return cls(status=status, headers=(("location", _uri(location)),))

    @classmethod
    def stream(
        cls,
        iterable: Chunks,
        *,
        status: int = 200,
        media_type: str = _BINARY,
        headers: HeadersInput | None = None,
    ) -> Self:
        """Send the chunks of `iterable` as they come; a sync iterable is iterated in a worker thread.

        Raises:
            TypeError: `iterable` is not an iterable of chunks.
        """
        return cls(status=status, headers=headers, media_type=media_type, stream=_checked_stream(iterable))

    # --- builders

    def with_status(self, status: int) -> Self:
        """The same with another status."""
        clone = self._clone()
        clone._status = _checked_status(status)
        return clone

    def with_header(self, name: str, value: str) -> Self:
        """The same with `name` set to `value` alone."""
        return self.with_headers(((name, value),))

    def with_headers(self, headers: HeadersInput) -> Self:
        """The same with each of `headers` replaced; several pairs with one name all stay."""
        added = _wire_of(headers, streaming=self._stream is not None)
        return self._with_wire(_without(self._wire, {name for name, _ in added}) + added)

    def without_header(self, name: str) -> Self:
        """The same without any `name`; a missing one is fine."""
        return self._with_wire(_without(self._wire, {validate_header(name, "")[0]}))

    def with_media_type(self, media_type: str) -> Self:
        """The same with another `content-type`."""
        clone = self.with_header("content-type", media_type)
        clone._media_type = media_type
        return clone

    def with_body(self, body: Body) -> Self:
        """The same with a buffered body; a stream is dropped."""
        clone = self._with_wire(_without(self._wire, _FRAMING))
        clone._body = _encoded(body)
        clone._stream = None
        return clone

    def with_cookie(
        self,
        key: str,
        value: str,
        *,
        max_age: int | None = None,
        path: str | None = "/",
        domain: str | None = None,
        secure: bool = False,
        http_only: bool = False,
        same_site: str | None = None,
    ) -> Self:
        """The same with one more `set-cookie` line; see `build_set_cookie` for what is accepted.

        Raises:
            ValueError: the name, the value or an attribute is malformed.
        """
        line = build_set_cookie(
            key,
            value,
            max_age=max_age,
            path=path,
            domain=domain,
            secure=secure,
            http_only=http_only,
            same_site=same_site,
        )
        return self._with_wire((*self._wire, validate_header("set-cookie", line)))

    def delete_cookie(
        self,
        key: str,
        *,
        path: str | None = "/",
        domain: str | None = None,
        secure: bool = False,
        http_only: bool = False,
        same_site: str | None = None,
    ) -> Self:
        """The same with a `set-cookie` line that expires `key`; the attributes must be those it was set with."""
        return self.with_cookie(
            key,
            "",
            max_age=0,
            path=path,
            domain=domain,
            secure=secure,
            http_only=http_only,
            same_site=same_site,
        )

    def _with_wire(self, wire: Wire) -> Self:
        clone = self._clone()
        clone._wire = wire
        return clone

    def _clone(self) -> Self:
        clone = object.__new__(type(self))
        for name in Response.__slots__:
            object.__setattr__(clone, name, getattr(self, name))
        _copy_extras(self, clone)
        return clone


def _copy_extras(source: Response, target: Response) -> None:
    """Carry over what subclasses keep on the instance, in slots or in `__dict__`."""
    for cls in type(source).__mro__:
        if cls is Response:
            break
        for name in _slots_of(cls):
            if hasattr(source, name):
                object.__setattr__(target, name, getattr(source, name))
    if hasattr(source, "__dict__"):
        target.__dict__.update(source.__dict__)


def _slots_of(cls: type) -> tuple[str, ...]:
    slots = cls.__dict__.get("__slots__", ())
    names = (slots,) if isinstance(slots, str) else tuple(slots)
    return tuple(name for name in names if name not in ("__dict__", "__weakref__"))


def _checked_status(status: object) -> int:
    if isinstance(status, bool) or not isinstance(status, int) or not 100 <= status <= 599:
        raise ValueError(f"a status is an int from 100 to 599, not {status!r}")
    return int(status)


def _encoded(body: object) -> bytes:
    if isinstance(body, str):
        return body.encode("utf-8")
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(body)
    if body is None:
        return b""
    raise TypeError(f"a response body is bytes or str, not {type(body).__name__}; use Response.json for data")


def _checked_stream(stream: object) -> Chunks:
    if isinstance(stream, str | bytes | bytearray | memoryview | Mapping):
        raise TypeError(f"a stream is an iterable of chunks, not {type(stream).__name__}")
    if not hasattr(stream, "__aiter__") and not hasattr(stream, "__iter__"):
        raise TypeError(f"a stream is an async or sync iterable of chunks, not {type(stream).__name__}")
    return stream  # type: ignore[return-value]  # either kind of iterable; its chunks are checked when sent


def _wire_of(headers: HeadersInput, *, streaming: bool) -> Wire:
    pairs = _pairs_of(headers)
    wire = tuple([validate_header(name, value) for name, value in pairs])
    # Only a stream may say how long it will be; a buffered body's length is what the sender counts.
    dropped = _FRAMING - {b"content-length"} if streaming else _FRAMING
    return wire if dropped.isdisjoint([name for name, _ in wire]) else _without(wire, dropped)


def _pairs_of(headers: HeadersInput) -> Iterable[tuple[str, str]]:
    if isinstance(headers, Headers):
        return headers.raw()
    return headers.items() if isinstance(headers, Mapping) else headers


def _typed(wire: Wire, media_type: str) -> Wire:
    if not wire:
        known = _CONTENT_TYPES.get(media_type)
        return (validate_header("content-type", media_type),) if known is None else known
    if any(name == b"content-type" for name, _ in wire):
        return wire
    return (validate_header("content-type", media_type), *wire)


def _without(wire: Wire, names: set[bytes] | frozenset[bytes]) -> Wire:
    return tuple([pair for pair in wire if pair[0] not in names])


def _uri(location: str) -> str:
    if any(ord(char) < 0x20 or ord(char) == 0x7F for char in location):
        raise ValueError(f"a location must not contain control characters: {location!r}")
    return quote(location, safe=_URI_SAFE)
