"""Events on the wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http import Headers, ServerSentEvent, format_sse_event, last_event_id

rule = pytest.mark.rule


@rule("H-186")
@pytest.mark.parametrize(
    ("fields", "wire"),
    [
        ({"data": "hello", "event": "ping", "id": "1"}, "event: ping\nid: 1\ndata: hello\n\n"),
        ({"data": "a\nb\r\nc\rd"}, "data: a\ndata: b\ndata: c\ndata: d\n\n"),
        ({"data": ""}, "data: \n\n"),
        ({"data": {"a": 1}}, 'data: {"a":1}\n\n'),
        ({"data": b"x"}, "data: x\n\n"),
        ({"comment": "a\nb"}, ": a\n: b\n\n"),
        ({"event": "a\nb", "id": "1\n2\0"}, "event: a b\nid: 12\n\n"),
        ({"retry": 5}, "retry: 5\n\n"),
        ({"retry": -1}, "\n"),
        ({"retry": True}, "\n"),
        ({}, "\n"),
    ],
)
def test_each_field_has_its_form(fields: dict[str, object], wire: str) -> None:
    assert format_sse_event(**fields) == wire  # type: ignore[arg-type]  # the table's values fit their fields


@rule("H-185")
def test_an_event_from_a_mapping_ignores_unknown_keys() -> None:
    event = ServerSentEvent.from_dict({"data": "x", "event": "e", "colour": "red"})
    assert event == ServerSentEvent(data="x", event="e")
    assert event.encode() == b"event: e\ndata: x\n\n"


@rule("H-186")
@given(st.text(), st.text(), st.text())
def test_no_text_can_inject_a_field(data: str, event: str, comment: str) -> None:
    lines = format_sse_event(data=data, event=event, comment=comment).replace("\r", "\n").split("\n")
    assert all(line == "" or line.startswith(("data: ", "event: ", ": ")) for line in lines)
    assert lines[-2:] == ["", ""]
    assert "" not in lines[:-2]


@rule("H-192")
def test_the_last_event_id_is_none_when_absent_or_empty() -> None:
    assert last_event_id(Headers({"last-event-id": "7"})) == "7"
    assert last_event_id(Headers({"last-event-id": ""})) is None
    assert last_event_id(Headers()) is None
