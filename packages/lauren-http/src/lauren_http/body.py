"""Reading a request body from ASGI's `receive`: whole, or chunk by chunk.

Rule: a body is complete and within the limit, or an error; a truncated one is never handed over.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping

from lauren_http.errors import (
    ClientDisconnectedError,
    HTTPError,
    RequestBodyTooLarge,
    UnsupportedMediaTypeError,
)

__all__ = ["Receive", "check_content_coding", "check_declared_length", "read_body", "stream_body"]

Receive = Callable[[], Awaitable[MutableMapping[str, object]]]

_MAX_LENGTH_DIGITS = 19


async def read_body(receive: Receive, limit: int, content_length: bytes | None = None) -> bytes:
    """The whole body.

    Args:
        receive: ASGI's.
        limit: most bytes accepted; the declared length is checked before anything is read.
        content_length: the raw header value, `None` when there is none.

    Raises:
        RequestBodyTooLarge: more than `limit` bytes, declared or sent.
        ClientDisconnectedError: the client left before the end.
        HTTPError: 400, `content_length` is not a number (RFC 9110 §8.6).
    """
    if content_length is not None:
        check_declared_length(content_length, limit)
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body", False):
        # PERF: nearly every body arrives in one message; hand it over without a copy.
        return _within(message.get("body", b""), 0, limit)
    chunks: list[bytes] = []
    size = 0
    while True:
        chunk = _chunk_of(message, size, limit)
        size += len(chunk)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)
        message = await receive()


async def stream_body(
    receive: Receive, limit: int, content_length: bytes | None = None
) -> AsyncIterator[bytes]:
    """The body's non-empty chunks as they arrive; same arguments and errors as `read_body`."""
    if content_length is not None:
        check_declared_length(content_length, limit)
    size = 0
    more = True
    while more:
        message = await receive()
        chunk = _chunk_of(message, size, limit)
        size += len(chunk)
        more = bool(message.get("more_body", False))
        if chunk:
            yield chunk


def check_declared_length(content_length: bytes, limit: int) -> None:
    """Refuse a malformed `content-length` with 400 and one above `limit` with 413."""
    if not content_length.isdigit():
        raise HTTPError("malformed Content-Length header", status_code=400, code="bad_request")
    if len(content_length.lstrip(b"0")) > _MAX_LENGTH_DIGITS or int(content_length) > limit:
        raise _too_large(limit)


def check_content_coding(content_encoding: bytes) -> None:
    """Refuse a body with a content coding with 415: nothing here decodes one (RFC 9110 §8.4)."""
    if content_encoding.strip(b" \t").lower() not in (b"", b"identity"):
        raise UnsupportedMediaTypeError(
            "the request body has a content coding", detail={"supported": ["identity"]}
        )


def _chunk_of(message: MutableMapping[str, object], size: int, limit: int) -> bytes:
    if message["type"] != "http.request":
        raise ClientDisconnectedError("the client disconnected before the request body was complete")
    return _within(message.get("body", b""), size, limit)


def _within(chunk: object, size: int, limit: int) -> bytes:
    data = chunk if isinstance(chunk, bytes) else bytes(chunk)  # type: ignore[call-overload]  # a buffer, by ASGI
    if size + len(data) > limit:
        raise _too_large(limit)
    return data


def _too_large(limit: int) -> RequestBodyTooLarge:
    return RequestBodyTooLarge(
        f"the request body is larger than {limit} bytes", detail={"max_body_size": limit}
    )
