"""Reading bodies."""

import pytest

from lauren_http.body import Receive, check_content_coding, read_body, stream_body
from lauren_http.errors import (
    ClientDisconnectedError,
    HTTPError,
    RequestBodyTooLarge,
    UnsupportedMediaTypeError,
)

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio


def sending(*messages: dict[str, object]) -> Receive:
    pending = list(messages)

    async def receive() -> dict[str, object]:
        return pending.pop(0)

    return receive


def chunk(body: bytes, *, more: bool = True) -> dict[str, object]:
    return {"type": "http.request", "body": body, "more_body": more}


DISCONNECT: dict[str, object] = {"type": "http.disconnect"}


async def test_a_body_is_joined_from_its_messages() -> None:
    receive = sending(chunk(b"a"), chunk(b""), {"type": "http.request", "body": b"b"})
    assert await read_body(receive, 10) == b"ab"
    assert await read_body(sending({"type": "http.request"}), 0) == b""


async def test_a_stream_yields_non_empty_chunks() -> None:
    receive = sending(chunk(b"a"), chunk(b""), chunk(b"b", more=False))
    assert [piece async for piece in stream_body(receive, 10)] == [b"a", b"b"]


@rule("H-64")
@pytest.mark.parametrize("messages", [[chunk(b"abc", more=False)], [chunk(b"ab"), chunk(b"c", more=False)]])
async def test_more_than_the_limit_is_refused(messages: list[dict[str, object]]) -> None:
    with pytest.raises(RequestBodyTooLarge) as caught:
        await read_body(sending(*messages), 2)
    assert caught.value.detail == {"max_body_size": 2}
    with pytest.raises(RequestBodyTooLarge):
        _ = [piece async for piece in stream_body(sending(*messages), 2)]


@rule("H-64")
@pytest.mark.parametrize("length", [b"3", b"99999999999999999999", b"9" * 5000])
async def test_a_declared_length_is_checked_before_reading(length: bytes) -> None:
    with pytest.raises(RequestBodyTooLarge):
        await read_body(sending(), 2, length)
    with pytest.raises(RequestBodyTooLarge):
        _ = [piece async for piece in stream_body(sending(), 2, length)]


@pytest.mark.parametrize("length", [b"", b"-1", b"+1", b"1, 1", b"0x1", "١".encode(), b" 1"])
async def test_a_malformed_length_is_a_bad_request(length: bytes) -> None:
    with pytest.raises(HTTPError) as caught:
        await read_body(sending(), 2, length)
    assert caught.value.status_code == 400


@rule("H-65")
@pytest.mark.parametrize("messages", [[DISCONNECT], [chunk(b"a"), DISCONNECT]])
async def test_a_truncated_body_is_an_error(messages: list[dict[str, object]]) -> None:
    with pytest.raises(ClientDisconnectedError):
        await read_body(sending(*messages), 10)
    with pytest.raises(ClientDisconnectedError):
        _ = [piece async for piece in stream_body(sending(*messages), 10)]


async def test_a_content_coding_is_not_decoded() -> None:
    check_content_coding(b"identity")
    with pytest.raises(UnsupportedMediaTypeError):
        check_content_coding(b"gzip")
