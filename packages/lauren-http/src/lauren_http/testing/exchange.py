"""One request and its response over the ASGI protocol, from the server's side.

Rule: after the body `receive` waits for the response to end and then tells a disconnect, as servers do.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, final

import anyio

from lauren_http.testing.outgoing import Outgoing

__all__ = ["Exchange", "Outcome"]

Message = MutableMapping[str, Any]


@dataclass(slots=True)
class Outcome:
    """What an application sent."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    chunks: list[bytes] = field(default_factory=list)
    complete: bool = False


@final
class Exchange:
    """Delivers one request and collects the messages of the response."""

    __slots__ = ("_done", "_outcome", "_pending", "_scope", "_started")

    def __init__(self, outgoing: Outgoing) -> None:
        chunks = outgoing.chunks or (b"",)
        last = len(chunks) - 1
        self._scope = outgoing.scope
        self._pending = [_request(chunk, more=index < last) for index, chunk in enumerate(chunks)][::-1]
        self._outcome = Outcome()
        self._started = False
        self._done = anyio.Event()

    async def run(self, app: Callable[[Any, Any, Any], Awaitable[None]]) -> Outcome:
        """Call the application and wait until it returns.

        Raises:
            RuntimeError: it returned without a response, or broke the protocol.
        """
        await app(self._scope, self._receive, self._send)
        if not self._started:
            raise RuntimeError("the application returned without starting a response")
        return self._outcome

    async def _receive(self) -> Message:
        if self._pending:
            return self._pending.pop()
        await self._done.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start(message)
        elif message["type"] == "http.response.body":
            self._body(message)
        else:
            raise RuntimeError(f"unexpected message `{message['type']}`")

    def _start(self, message: Message) -> None:
        if self._started:
            raise RuntimeError("the response was started twice")
        self._started = True
        self._outcome.status = message["status"]
        self._outcome.headers = [(bytes(name), bytes(value)) for name, value in message.get("headers", ())]

    def _body(self, message: Message) -> None:
        if not self._started or self._outcome.complete:
            raise RuntimeError("a body was sent before the response started or after it ended")
        self._outcome.chunks.append(bytes(message.get("body", b"")))
        if not message.get("more_body", False):
            self._outcome.complete = True
            self._done.set()


def _request(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}
