"""A `Response` → `http.response.*` messages: the only place that sends (besides the generated fast path).

Rule: what HEAD and 1xx/204/304 forbid is left out here, once (contract H-30 … H-32; RFC 9110 §6.4.1, §9.3.2).
"""

import inspect
import logging
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Final

import anyio
from anyio import to_thread

from lauren_http.asgi import Message, Receive, Scope, Send
from lauren_http.response import Response

__all__ = ["head_only", "send_response"]

_log = logging.getLogger("lauren")
Chunks = AsyncIterable[bytes] | AsyncIterable[str] | Iterable[bytes] | Iterable[str]
_BODILESS: Final = frozenset({*range(100, 200), 204, 304})


async def send_response(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a whole or streamed response."""
    stream = response.stream_body
    if stream is None:
        await _send_whole(response, send)
        return
    is_bodiless = response.status in _BODILESS or scope["method"] == "HEAD"
    await send({"type": "http.response.start", "status": response.status, "headers": response.raw_headers})
    if is_bodiless:
        await _close(stream)
        await send({"type": "http.response.body", "body": b""})
    else:
        await _send_stream(stream, receive, send)


def head_only(send: Send) -> Send:
    """A `send` that keeps the head and drops every body byte."""

    async def send_head(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
        elif not message.get("more_body", False):
            await send({"type": "http.response.body", "body": b""})

    return send_head


async def _send_whole(response: Response, send: Send) -> None:
    body = response.body
    headers = response.raw_headers
    if response.status in _BODILESS:
        body = b""
    else:
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _send_stream(stream: Chunks, receive: Receive, send: Send) -> None:
    failure: Exception | None = None
    is_finished = False
    async with anyio.create_task_group() as group:

        async def watch() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

        group.start_soon(watch)
        try:
            await _send_chunks(stream, send)
            is_finished = True
        except Exception as error:  # logged below; the truncation tells the client
            failure = error
        finally:
            with anyio.CancelScope(shield=True):
                await _close(stream)
        group.cancel_scope.cancel()
    if failure is not None:
        _log.error("a streamed response failed after its head was sent", exc_info=failure)
    elif is_finished:
        await send({"type": "http.response.body", "body": b""})


async def _send_chunks(stream: Chunks, send: Send) -> None:
    chunks: AsyncIterable[bytes | str] = (
        stream if isinstance(stream, AsyncIterable) else _in_thread(iter(stream))
    )
    async for chunk in chunks:
        data = chunk.encode() if isinstance(chunk, str) else bytes(chunk)
        if data:
            await send({"type": "http.response.body", "body": data, "more_body": True})


async def _in_thread(chunks: Iterator[bytes | str]) -> AsyncIterator[bytes | str]:
    end = object()
    while (chunk := await to_thread.run_sync(next, chunks, end)) is not end:
        yield chunk  # type: ignore[misc]  # `end` is handled above


async def _close(stream: Any) -> None:
    close = getattr(stream, "aclose", None) or getattr(stream, "close", None)
    if close is None:
        return
    try:
        closing = close()
        if inspect.isawaitable(closing):
            await closing
    except Exception:
        _log.exception("closing a streamed response failed")
