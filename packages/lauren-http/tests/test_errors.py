"""What an HTTP error carries."""

import copy
import pickle

import pytest

from lauren_core import LaurenError
from lauren_http.errors import (
    ClientDisconnectedError,
    ExtractorError,
    ExtractorFieldError,
    ForbiddenError,
    HTTPError,
    MethodNotAllowedError,
    MissingStateError,
    NotFoundError,
    RequestBodyTooLarge,
    RouteNotFoundError,
    StateTypeError,
    UnauthorizedError,
    UnprocessableEntityError,
    UnsupportedMediaTypeError,
)

rule = pytest.mark.rule

TABLE = [
    (HTTPError, 500, "http_error"),
    (ExtractorError, 422, "extractor_error"),
    (ExtractorFieldError, 422, "extractor_field_error"),
    (RouteNotFoundError, 404, "route_not_found"),
    (MethodNotAllowedError, 405, "method_not_allowed"),
    (RequestBodyTooLarge, 413, "request_body_too_large"),
    (UnsupportedMediaTypeError, 415, "unsupported_media_type"),
    (UnauthorizedError, 401, "unauthorized"),
    (ForbiddenError, 403, "forbidden"),
    (MissingStateError, 500, "missing_state"),
    (StateTypeError, 500, "state_type_error"),
    (ClientDisconnectedError, 400, "client_disconnected"),
    (NotFoundError, 404, "not_found"),
    (UnprocessableEntityError, 422, "unprocessable_entity"),
]


@pytest.mark.parametrize(("cls", "status", "code"), TABLE)
def test_each_class_has_its_status_and_code(cls: type[HTTPError], status: int, code: str) -> None:
    error = cls("no")
    assert (error.status_code, error.code, str(error)) == (status, code, "no")
    assert isinstance(error, LaurenError)


def test_a_field_error_is_an_extractor_error() -> None:
    assert issubclass(ExtractorFieldError, ExtractorError)


@rule("H-140")
def test_keywords_override_one_instance() -> None:
    error = HTTPError("no", detail={"a": 1}, status_code=409, code="taken", headers={"retry-after": "1"})
    assert (error.status_code, error.code, error.headers) == (409, "taken", {"retry-after": "1"})
    assert (HTTPError.status_code, HTTPError.code, HTTPError.headers) == (500, "http_error", None)
    assert HTTPError().detail == {}


@rule("H-140")
def test_a_subclass_sets_status_and_code() -> None:
    class SoldOutError(HTTPError):
        status_code = 409
        code = "out_of_stock"

    assert SoldOutError("x").to_payload() == {"error": {"code": "out_of_stock", "message": "x", "detail": {}}}


@rule("H-143", "C-187")
def test_method_not_allowed_tells_what_is_allowed() -> None:
    error = MethodNotAllowedError("no", allow=["GET", "POST"])
    assert error.allow == ["GET", "POST"]
    assert error.detail == {"allow": ["GET", "POST"]}
    assert error.headers == {"allow": "GET, POST"}


@rule("C-186")
def test_errors_copy_and_pickle_faithfully() -> None:
    error = HTTPError("no", detail={"a": 1}, status_code=409, code="taken")
    allow = MethodNotAllowedError("no", allow=["GET"])
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301  # our own bytes
        assert (twin.message, twin.detail, twin.status_code, twin.code) == ("no", {"a": 1}, 409, "taken")
    assert pickle.loads(pickle.dumps(allow)).detail == {"allow": ["GET"]}  # noqa: S301  # our own bytes
