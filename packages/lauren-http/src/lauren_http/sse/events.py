"""Server-Sent Events on the wire (HTML Living Standard §9.2), pure text.

Rule: no data can inject a field: every line ending splits, ids and names are flattened (contract H-186).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

from lauren_http.encoders import JSONEncoder, get_active_encoder
from lauren_http.headers import Headers

__all__ = ["SSEItem", "ServerSentEvent", "format_sse_event", "last_event_id"]


@final
@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event (contract H-185).

    Attributes:
        data: text as it is, bytes as UTF-8, anything else as compact JSON; `None` omits the field.
        event: the event's name.
        id: the id a reconnecting client sends back as `Last-Event-ID`.
        retry: reconnection time in milliseconds.
        comment: lines the client ignores.

    Example:
        >>> ServerSentEvent(data="hello", event="ping", id="1").encode()
        b'event: ping\\nid: 1\\ndata: hello\\n\\n'
    """

    data: object = None
    event: str | None = None
    id: str | None = None
    retry: int | None = None
    comment: str | None = None

    @classmethod
    def from_dict(cls, fields: Mapping[str, object]) -> "ServerSentEvent":
        """Build an event from a mapping; unknown keys are ignored."""
        retry = fields.get("retry")
        return cls(
            data=fields.get("data"),
            event=_text_or_none(fields.get("event")),
            id=_text_or_none(fields.get("id")),
            retry=retry if isinstance(retry, int) else None,
            comment=_text_or_none(fields.get("comment")),
        )

    def encode(self, *, encoder: JSONEncoder | None = None) -> bytes:
        """The event as it goes over the wire."""
        return format_sse_event(
            data=self.data,
            event=self.event,
            id=self.id,
            retry=self.retry,
            comment=self.comment,
            encoder=encoder,
        ).encode()


#: What an `EventStream` may yield.
SSEItem: TypeAlias = ServerSentEvent | str | bytes | Mapping[str, object] | object


def format_sse_event(
    *,
    data: object = None,
    event: str | None = None,
    id: str | None = None,  # the name of the field in the standard
    retry: int | None = None,
    comment: str | None = None,
    encoder: JSONEncoder | None = None,
) -> str:
    """Render one event; field order comment, event, id, retry, data, blank line (contract H-186).

    Example:
        >>> format_sse_event(data="hello", event="ping", id="1")
        'event: ping\\nid: 1\\ndata: hello\\n\\n'
    """
    lines: list[str] = []
    if comment is not None:
        lines += [f": {line}" for line in _lines(comment)]
    if event is not None:
        lines.append(f"event: {' '.join(_lines(event))}")
    if id is not None:
        lines.append(f"id: {''.join(_lines(id)).replace(chr(0), '')}")
    if isinstance(retry, int) and not isinstance(retry, bool) and retry >= 0:
        lines.append(f"retry: {retry}")
    if data is not None:
        lines += [f"data: {line}" for line in _lines(_data_text(data, encoder))]
    return "\n".join([*lines, "", ""]) if lines else "\n"


def last_event_id(headers: Headers) -> str | None:
    """The `Last-Event-ID` of a reconnecting client; `None` when absent or empty (contract H-192)."""
    return headers.get("last-event-id") or None


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _data_text(data: object, encoder: JSONEncoder | None) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, bytes):
        return data.decode("utf-8", "replace")
    return (encoder or get_active_encoder()).encode_compact(data).decode()


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
