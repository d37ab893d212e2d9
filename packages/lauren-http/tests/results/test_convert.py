"""What a handler may return."""

import dataclasses
import enum
from collections.abc import Iterator

import pytest

from lauren_http import EventStream, Response, StdlibJSONEncoder
from lauren_http.results import Converter

rule = pytest.mark.rule
convert = Converter(StdlibJSONEncoder())


@dataclasses.dataclass
class Point:
    x: int


class Colour(enum.Enum):
    RED = "red"


@rule("H-81")
@pytest.mark.parametrize(
    ("result", "status", "media_type", "body"),
    [
        ({"a": 1}, 200, "application/json", b'{"a":1}'),
        ([1], 200, "application/json", b"[1]"),
        ((1, 2), 200, "application/json", b"[1,2]"),
        (True, 200, "application/json", b"true"),
        (Colour.RED, 200, "application/json", b'"red"'),
        (Point(1), 200, "application/json", b'{"x":1}'),
        ("x", 200, "text/plain; charset=utf-8", b"x"),
        (b"x", 200, "application/octet-stream", b"x"),
        (bytearray(b"x"), 200, "application/octet-stream", b"x"),
        (None, 204, None, b""),
        (({"a": 1}, 201), 201, "application/json", b'{"a":1}'),
        ((None, 200), 200, None, b""),
        ((("x", 201), 202), 202, "text/plain; charset=utf-8", b"x"),
        (({"a": 1}, True), 200, "application/json", b'[{"a":1},true]'),
    ],
)
def test_each_row_of_the_table(result: object, status: int, media_type: str | None, body: bytes) -> None:
    response = convert(result)
    assert (response.status, response.headers.get("content-type"), response.body) == (
        status,
        media_type,
        body,
    )


@rule("H-81")
@pytest.mark.parametrize("headers", [{"x-a": "b"}, [("x-a", "b")]])
def test_a_triple_sets_headers_from_a_mapping_or_pairs(headers: object) -> None:
    response = convert(({"a": 1}, 201, headers))
    assert (response.status, response.headers["x-a"]) == (201, "b")


@rule("H-80", "H-82")
def test_a_response_is_passed_through_and_a_tuple_rewrites_it() -> None:
    response = Response.text("x")
    assert convert(response) is response
    assert convert((response, 418, None)).status == 418


@rule("H-50")
def test_the_routes_status_applies_where_the_result_has_none() -> None:
    created = Converter(StdlibJSONEncoder(), 201)
    assert [created(r).status for r in ({"a": 1}, None, "x", ("x", 202), Response.text("x"))] == [
        201,
        201,
        201,
        202,
        200,
    ]


@rule("H-81")
def test_what_nothing_can_represent_is_a_type_error() -> None:
    def generator() -> Iterator[int]:
        yield 1

    for value in (generator(), object()):
        with pytest.raises(TypeError):
            convert(value)


@rule("H-190")
def test_an_event_stream_stays_one() -> None:
    stream = EventStream([1])
    assert convert(stream) is stream
