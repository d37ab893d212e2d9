"""Server-Sent Events (the contract's `lauren.sse`)."""

from lauren_http.sse.events import ServerSentEvent, SSEItem, format_sse_event, last_event_id
from lauren_http.sse.stream import EventStream

__all__ = ["EventStream", "SSEItem", "ServerSentEvent", "format_sse_event", "last_event_id"]
