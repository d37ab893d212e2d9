"""`EventStream`: a response whose body is a stream of events, with keep-alive comments.

Rule: the source iterable is closed exactly once, however the stream ends (contract H-187 … H-189).
"""

import asyncio
import inspect
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
from typing import Any, Final

from anyio import to_thread

from lauren_http.encoders import JSONEncoder
from lauren_http.headers import Headers
from lauren_http.response import Response
from lauren_http.sse.events import ServerSentEvent, format_sse_event

__all__ = ["EventStream"]

_HEADERS: Final = (("cache-control", "no-cache"), ("x-accel-buffering", "no"))
_DONE: Final = object()


class EventStream(Response):
    """A `text/event-stream` response.

    Args:
        iterable: async or sync; yields `ServerSentEvent`, text, bytes, mappings of event fields, or any JSON data.
        status: the response's status.
        keep_alive: seconds of silence after which a comment is sent, `None` for never.
        keep_alive_comment: the comment's text.
        extra_headers: override the stream's own headers.
        encoder: encodes JSON data; the route's effective encoder by default.

    Raises:
        TypeError: the iterable is none.
        ValueError: `keep_alive` is not positive.

    Example:
        >>> @get("/ticks")
        ... async def ticks(self) -> EventStream:
        ...     return EventStream(clock(), keep_alive=15.0)
    """

    __slots__ = ("_encoder", "_frames")

    def __init__(
        self,
        iterable: AsyncIterable[object] | Iterable[object],
        *,
        status: int = 200,
        keep_alive: float | None = None,
        keep_alive_comment: str = "keep-alive",
        extra_headers: Headers | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
        encoder: JSONEncoder | None = None,
    ) -> None:
        _check_events(iterable)
        if keep_alive is not None and keep_alive <= 0:
            raise ValueError(f"keep_alive must be a positive number of seconds, not {keep_alive!r}")
        self._encoder = encoder
        self._frames = _Frames(iterable, keep_alive, keep_alive_comment, encoder)
        super().__init__(
            status=status,
            headers=_HEADERS,
            media_type="text/event-stream; charset=utf-8",
            stream=self._frames,
        )
        if extra_headers is not None:
            self._wire = self.with_headers(extra_headers)._wire

    def with_effective_encoder(self, encoder: JSONEncoder) -> "EventStream":
        """Let the route's encoder encode the data, unless one was given explicitly (contract H-190)."""
        if self._encoder is None:
            self._frames.encoder = encoder
        return self


def _check_events(events: object) -> None:
    if not isinstance(events, (AsyncIterable, Iterable)) or isinstance(events, (str, bytes, Mapping)):
        raise TypeError(f"an EventStream needs an iterable of events, not `{type(events).__name__}`")


class _Frames:
    """The encoded events of one stream."""

    def __init__(
        self,
        source: AsyncIterable[object] | Iterable[object],
        keep_alive: float | None,
        comment: str,
        encoder: JSONEncoder | None,
    ) -> None:
        self._items = _asynchronous(source)
        self._keep_alive = keep_alive
        self._silence = format_sse_event(comment=comment).encode()
        self._next: asyncio.Task[object] | None = None
        self._is_closed = False
        self.encoder = encoder

    def __aiter__(self) -> "_Frames":
        return self

    async def __anext__(self) -> bytes:
        if self._keep_alive is None:
            item = await anext(self._items, _DONE)
        else:
            if self._next is None:
                self._next = asyncio.ensure_future(_pull(self._items))
            # The pending item is kept over time-outs: it is never restarted or lost.
            done, _ = await asyncio.wait({self._next}, timeout=self._keep_alive)
            if not done:
                return self._silence
            pulled, self._next = self._next, None
            item = pulled.result()
        if item is _DONE:
            raise StopAsyncIteration
        return _event_of(item).encode(encoder=self.encoder)

    async def aclose(self) -> None:
        """Stop waiting and close the source, once."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._next is not None:
            self._next.cancel()
            await asyncio.wait({self._next})
        close = getattr(self._items, "aclose", None)
        if close is not None:
            await close()


async def _pull(items: AsyncIterator[object]) -> object:
    return await anext(items, _DONE)


def _asynchronous(source: AsyncIterable[object] | Iterable[object]) -> AsyncIterator[object]:
    return aiter(source) if isinstance(source, AsyncIterable) else _from_thread(source)


async def _from_thread(source: Iterable[object]) -> AsyncIterator[object]:
    iterator: Any = iter(source)
    try:
        while (item := await to_thread.run_sync(next, iterator, _DONE)) is not _DONE:
            yield item
    finally:
        if inspect.isgenerator(iterator):
            iterator.close()


def _event_of(item: object) -> ServerSentEvent:
    if isinstance(item, ServerSentEvent):
        return item
    if isinstance(item, Mapping):
        return ServerSentEvent.from_dict(item)
    return ServerSentEvent(data=item)
