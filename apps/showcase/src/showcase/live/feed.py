"""What happened lately, as a stream that can be resumed.

Rule: publishing never waits; a reader that falls too far behind is cut off and resumes by itself.
"""

import secrets
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import anyio
from anyio.streams.memory import MemoryObjectSendStream

from lauren import injectable

REMEMBERED = 50
BEHIND_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the activity list."""

    id: str
    kind: str
    title: str
    at: str


@injectable()
class ActivityFeed:
    """The last activities of this process, and everybody who follows them."""

    def __init__(self) -> None:
        # Ids start again with every process; the prefix tells an old one from a new one.
        self._process = secrets.token_hex(4)
        self._count = 0
        self._recent: deque[Activity] = deque(maxlen=REMEMBERED)
        self._followers: set[MemoryObjectSendStream[Activity]] = set()
        self._closed = False

    def publish(self, kind: str, title: str) -> None:
        """Add a line and hand it to every follower."""
        self._count += 1
        now = datetime.now(UTC).isoformat(timespec="seconds")
        activity = Activity(f"{self._process}-{self._count}", kind, title, now)
        self._recent.append(activity)
        for follower in list(self._followers):
            try:
                follower.send_nowait(activity)
            except (anyio.WouldBlock, anyio.BrokenResourceError):
                self._drop(follower)

    async def follow(self, last_id: str | None = None) -> AsyncIterator[Activity]:
        """The remembered lines after `last_id` (all of them when it is unknown), then every new one."""
        send, receive = anyio.create_memory_object_stream[Activity](BEHIND_AT_MOST)
        missed = self._since(last_id)
        if not self._closed:
            self._followers.add(send)
        else:
            send.close()
        with send, receive:
            try:
                for activity in missed:
                    yield activity
                async for activity in receive:
                    yield activity
            finally:
                self._followers.discard(send)

    def close(self) -> None:
        """End every stream, now and from now on; called when the application shuts down."""
        self._closed = True
        for follower in list(self._followers):
            self._drop(follower)

    def _since(self, last_id: str | None) -> list[Activity]:
        ids = [activity.id for activity in self._recent]
        start = ids.index(last_id) + 1 if last_id in ids else 0
        return list(self._recent)[start:]

    def _drop(self, follower: MemoryObjectSendStream[Activity]) -> None:
        self._followers.discard(follower)
        follower.close()
