"""One place through which a change reaches everybody who watches."""

from dataclasses import dataclass
from typing import Protocol

from lauren import BroadcastGroup, injectable
from showcase.live.feed import ActivityFeed

BOARD = "board"
"""The broadcast group of every open WebSocket."""


class Watched(Protocol):
    """What a change is about: something with an id and a title."""

    @property
    def id(self) -> int: ...

    @property
    def title(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    """Something happened to a task: `kind` is `added`, `changed` or `removed`."""

    kind: str
    task: Watched


@injectable()
class LiveBoard:
    """Announces changes on the WebSockets and in the event stream of this process."""

    def __init__(self, rooms: BroadcastGroup, feed: ActivityFeed) -> None:
        self._rooms = rooms
        self._feed = feed

    async def announce(self, change: Change) -> None:
        """Tell every window; call it after the change was committed."""
        self._feed.publish(change.kind, change.task.title)
        await self._rooms.broadcast(BOARD, {"event": f"task.{change.kind}", "data": change.task})
