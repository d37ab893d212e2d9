"""The activity list as Server-Sent Events (HTML standard §9.2)."""

from collections.abc import AsyncIterator

from lauren import EventStream, Request, ServerSentEvent, controller, get, last_event_id
from showcase.live.feed import ActivityFeed

KEEP_ALIVE_SECONDS = 15.0


@controller("/api/events", tags=["live"])
class EventsController:
    """A stream a browser resumes by itself, with the `Last-Event-ID` it saw."""

    def __init__(self, feed: ActivityFeed) -> None:
        self._feed = feed

    @get(summary="What happens on the board, as server-sent events")
    async def follow(self, request: Request) -> EventStream:
        """The last activities first, then every new one."""
        return EventStream(self._events(last_event_id(request.headers)), keep_alive=KEEP_ALIVE_SECONDS)

    async def _events(self, last_id: str | None) -> AsyncIterator[ServerSentEvent]:
        async for activity in self._feed.follow(last_id):
            data = {"kind": activity.kind, "title": activity.title, "at": activity.at}
            yield ServerSentEvent(data=data, event="activity", id=activity.id)
