"""From a response to ASGI messages."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest

from lauren_http import Response
from lauren_http.app.send import head_only, send_response

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio


async def never() -> MutableMapping[str, Any]:
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def sent_by(
    response: Response, method: str = "GET", receive: Any = never
) -> list[MutableMapping[str, Any]]:
    messages: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        messages.append(message)

    await send_response(response, {"type": "http", "method": method}, receive, send)
    return messages


@rule("H-30")
async def test_a_whole_response_is_one_start_and_one_body_with_a_computed_length() -> None:
    start, body = await sent_by(Response.text("héllo"))
    assert (b"content-length", b"6") in start["headers"]
    assert body == {"type": "http.response.body", "body": "héllo".encode()}


@rule("H-31")
@pytest.mark.parametrize("status", [100, 204, 304])
async def test_bodiless_statuses_have_neither_body_nor_length(status: int) -> None:
    start, body = await sent_by(Response(b"ignored", status=status))
    assert not [name for name, _ in start["headers"] if name == b"content-length"]
    assert body["body"] == b""


@rule("H-30")
async def test_a_stream_is_sent_chunk_by_chunk_and_ended() -> None:
    async def chunks() -> AsyncIterator[Any]:
        yield "é"
        yield b""
        yield b"b"

    start, *rest = await sent_by(Response.stream(chunks()))
    assert not [name for name, _ in start["headers"] if name == b"content-length"]
    assert [(m["body"], m.get("more_body", False)) for m in rest] == [
        ("é".encode(), True),
        (b"b", True),
        (b"", False),
    ]


@rule("H-31")
async def test_a_head_request_closes_the_stream_without_iterating_it() -> None:
    log: list[str] = []

    class Chunks:
        def __aiter__(self) -> AsyncIterator[bytes]:
            raise AssertionError("iterated")

        async def aclose(self) -> None:
            log.append("closed")

    start, body = await sent_by(Response.stream(Chunks()), method="HEAD")
    assert (start["status"], body["body"], log) == (200, b"", ["closed"])


@rule("H-32")
async def test_a_disconnect_cancels_the_stream_and_runs_its_cleanup() -> None:
    log: list[str] = []
    gone = asyncio.Event()

    async def chunks() -> AsyncIterator[bytes]:
        try:
            yield b"a"
            gone.set()
            await asyncio.Event().wait()
        finally:
            log.append("cleaned")

    async def receive() -> MutableMapping[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    messages = await sent_by(Response.stream(chunks()), receive=receive)
    assert [m["type"] for m in messages] == ["http.response.start", "http.response.body"]
    assert log == ["cleaned"]


@rule("H-31")
async def test_head_only_drops_every_body_byte() -> None:
    kept: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        kept.append(message)

    head = head_only(send)
    await head({"type": "http.response.start", "status": 200, "headers": []})
    await head({"type": "http.response.body", "body": b"a", "more_body": True})
    await head({"type": "http.response.body", "body": b"b"})
    assert kept[1:] == [{"type": "http.response.body", "body": b""}]
