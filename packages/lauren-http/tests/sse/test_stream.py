"""`EventStream`: framing, keep-alive and closing."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from lauren_core import module
from lauren_http import EventStream, LaurenFactory, Response, ServerSentEvent, controller, get
from lauren_http.testing import TestClient

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio


async def frames(stream: EventStream, count: int | None = None) -> list[bytes]:
    body = stream.stream_body
    assert isinstance(body, AsyncIterator)
    found: list[bytes] = []
    async for frame in body:
        found.append(frame)
        if count is not None and len(found) == count:
            break
    return found


@rule("H-187")
async def test_every_kind_of_item_becomes_a_frame() -> None:
    async def items() -> AsyncIterator[object]:
        yield ServerSentEvent(data="a", event="e")
        yield "text"
        yield {"data": "mapped", "id": "7"}
        yield [1, 2]

    assert await frames(EventStream(items())) == [
        b"event: e\ndata: a\n\n",
        b"data: text\n\n",
        b"id: 7\ndata: mapped\n\n",
        b"data: [1,2]\n\n",
    ]


@rule("H-187")
async def test_a_sync_iterable_is_streamed_too() -> None:
    assert await frames(EventStream(["a", "b"])) == [b"data: a\n\n", b"data: b\n\n"]


@rule("H-187")
def test_headers_and_misuse() -> None:
    stream = EventStream([], extra_headers={"cache-control": "no-store"})
    assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert stream.headers["cache-control"] == "no-store"
    assert stream.headers["x-accel-buffering"] == "no"
    assert isinstance(stream.with_header("x", "y"), EventStream)
    with pytest.raises(TypeError):
        EventStream(5)  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(ValueError, match="keep_alive"):
        EventStream([], keep_alive=0)


@rule("H-188")
async def test_silence_is_filled_with_comments_and_the_pending_item_is_kept() -> None:
    go_on = asyncio.Event()

    async def items() -> AsyncIterator[str]:
        await go_on.wait()
        yield "late"

    stream = EventStream(items(), keep_alive=0.01, keep_alive_comment="still here")
    assert await frames(stream, 2) == [b": still here\n\n"] * 2
    go_on.set()
    assert (await frames(stream))[-1] == b"data: late\n\n"


@rule("H-189")
async def test_the_source_is_closed_exactly_once_when_a_stream_is_abandoned() -> None:
    closed: list[str] = []

    async def items() -> AsyncIterator[str]:
        try:
            yield "a"
            await asyncio.Event().wait()
        finally:
            closed.append("closed")

    stream = EventStream(items(), keep_alive=0.01)
    await frames(stream, 2)
    body = stream.stream_body
    await body.aclose()  # type: ignore[union-attr]  # the stream's own iterator
    await body.aclose()  # type: ignore[union-attr]
    assert closed == ["closed"]


@rule("H-187", "H-191")
def test_handlers_stream_events_over_http() -> None:
    @controller("/e")
    class Events:
        @get("/returned")
        async def returned(self) -> EventStream:
            return EventStream(iter(["a"]))

        @get("/generated")
        async def generated(self) -> EventStream:  # type: ignore[misc]  # the framework wraps the generator
            yield "b"

        @get("/plain")
        async def plain(self) -> Response:
            def chunks() -> Iterator[str]:
                yield "x"
                yield "y"

            return Response.stream(chunks())

    @module(controllers=[Events])
    class App: ...

    client = TestClient(LaurenFactory.create(App))
    assert client.get("/e/returned").text == "data: a\n\n"
    assert client.get("/e/generated").text == "data: b\n\n"
    assert client.get("/e/plain").text == "xy"
