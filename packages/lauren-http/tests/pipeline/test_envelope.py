"""Errors as responses."""

import pytest

from lauren_http import HTTPError, MethodNotAllowedError, StdlibJSONEncoder
from lauren_http.pipeline.envelope import Envelope

rule = pytest.mark.rule
default = Envelope(StdlibJSONEncoder())
problem = Envelope(StdlibJSONEncoder(), "rfc7807")


@rule("H-141", "C-190")
def test_the_default_envelope() -> None:
    response = default.of(HTTPError("gone", status_code=410, code="gone", detail={"id": 1}))
    assert (response.status, response.headers["content-type"]) == (410, "application/json")
    assert response.body == b'{"error":{"code":"gone","message":"gone","detail":{"id":1}}}'


@rule("H-143")
def test_a_405_lists_what_is_allowed() -> None:
    response = default.of(MethodNotAllowedError("no", allow=["GET", "POST"]))
    assert (response.status, response.headers["allow"]) == (405, "GET, POST")


@rule("C-191", "H-144")
def test_any_other_exception_is_opaque() -> None:
    body = default.of(KeyError("secret")).body
    assert (
        body
        == b'{"error":{"code":"internal_error","message":"internal server error","detail":{"type":"KeyError"}}}'
    )


@rule("H-142", "C-193")
def test_problem_details_use_class_attributes_and_unknown_statuses_have_a_title() -> None:
    class OddError(HTTPError):
        problem_type = "https://example.test/odd"
        problem_title = "Odd"

    assert b'"type":"https://example.test/odd","title":"Odd"' in problem.of(OddError()).body
    assert b'"title":"HTTP Error"' in problem.of(HTTPError(status_code=599)).body
    assert b'"errors"' not in problem.of(HTTPError()).body


@rule("H-140")
def test_a_status_of_none_is_a_500() -> None:
    class StatuslessError(HTTPError):
        status_code = None

    assert default.of(StatuslessError()).status == 500


@rule("H-91", "C-192")
def test_a_failing_encoder_never_prevents_the_answer() -> None:
    class Broken:
        name = "broken"

        def encode(self, value: object) -> bytes:
            raise ValueError("broken")

        def encode_compact(self, value: object) -> bytes:
            raise ValueError("broken")

    response = Envelope(Broken()).of(HTTPError("x", detail={"a": 1}))
    assert response.body == b'{"error":{"code":"http_error","message":"x","detail":{}}}'
