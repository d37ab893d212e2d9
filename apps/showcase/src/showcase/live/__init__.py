"""Everything that reaches open windows by itself: a WebSocket gateway and an event stream."""

from showcase.live.board import Change, LiveBoard
from showcase.live.feed import ActivityFeed
from showcase.live.module import LiveModule

__all__ = ["ActivityFeed", "Change", "LiveBoard", "LiveModule"]
