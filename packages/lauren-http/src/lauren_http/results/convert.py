"""What a handler returned → a `Response` (contract H-81, H-82).

Rule: one converter per route, compiled at startup with its encoder and default status.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, final

from lauren_http.encoders import JSONEncoder
from lauren_http.response import Response
from lauren_http.sse.stream import EventStream

__all__ = ["Converter"]

_PAIR, _TRIPLE = 2, 3
_LOWEST, _HIGHEST = 100, 599
_NO_CONTENT: Final = 204


@final
class Converter:
    """Callable `(result) -> Response` of one route.

    Args:
        encoder: the effective JSON encoder.
        status: the route's `status_code`, `None` for the defaults (200, and 204 for `None`).
    """

    __slots__ = ("_encode", "_encoder", "_status")

    def __init__(self, encoder: JSONEncoder, status: int | None = None) -> None:
        self._encoder = encoder
        self._encode = encoder.encode_compact
        self._status = status

    def __call__(self, result: object) -> Response:
        """Convert one result; raises `TypeError` for what no row of the table and no encoder can represent."""
        if isinstance(result, Response):
            return result.with_effective_encoder(self._encoder) if isinstance(result, EventStream) else result
        if type(result) is tuple and _carries_status(result):
            return self._from_tuple(result)
        return self._from_body(result, self._status)

    def _from_body(self, result: object, status: int | None) -> Response:
        if result is None:
            return Response(status=_NO_CONTENT if status is None else status)
        make = _BY_TYPE.get(type(result)) or _by_base(result)
        if make is not None:
            return make(result, status or 200)
        return Response(self._encode(result), status=status or 200, media_type="application/json")

    def _from_tuple(self, result: tuple[object, ...]) -> Response:
        body, status = result[0], result[1]
        assert isinstance(status, int)  # noqa: S101  # _carries_status looked
        nested = self(body) if isinstance(body, (Response, tuple)) else self._from_body(body, status)
        response = nested.with_status(status)
        headers = result[2] if len(result) == _TRIPLE else None
        return _with_headers(response, headers) if headers else response


def _carries_status(result: tuple[object, ...]) -> bool:
    if len(result) not in (_PAIR, _TRIPLE):
        return False
    status = result[1]
    return isinstance(status, int) and not isinstance(status, bool) and _LOWEST <= status <= _HIGHEST


def _with_headers(response: Response, headers: object) -> Response:
    if not isinstance(headers, (Mapping, Iterable)):
        raise TypeError(f"headers must be a mapping or pairs, not `{type(headers).__name__}`")
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    for name, value in pairs:
        response = response.with_header(name, value)
    return response


def _text(result: object, status: int) -> Response:
    return Response.text(str(result), status=status)


def _bytes(result: object, status: int) -> Response:
    assert isinstance(result, (bytes, bytearray, memoryview))  # noqa: S101  # the tables map only these here
    return Response.bytes(bytes(result), status=status)


_BY_TYPE: Final[dict[type, Callable[[object, int], Response]]] = {
    str: _text,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
}


def _by_base(result: object) -> Callable[[object, int], Response] | None:
    """Subclasses of the tables' types, except enums: those are encoded by value."""
    if hasattr(type(result), "__members__"):
        return None
    return next((make for base, make in _BY_TYPE.items() if isinstance(result, base)), None)
