"""The live module: it knows who is watching, and nothing about where tasks are stored."""

from lauren import module
from showcase.live.board import LiveBoard
from showcase.live.events import EventsController
from showcase.live.feed import ActivityFeed
from showcase.live.gateway import BoardGateway


@module(
    controllers=[BoardGateway, EventsController],
    providers=[LiveBoard, ActivityFeed],
    exports=[LiveBoard, ActivityFeed],
)
class LiveModule:
    """Exports `LiveBoard`, through which a change is announced."""
