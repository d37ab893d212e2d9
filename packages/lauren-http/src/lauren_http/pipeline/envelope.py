"""An error as a response: the default envelope and RFC 9457 problem details (contract H-141, H-142).

Rule: a response is always produced; what cannot be encoded is left out, never raised.
"""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Literal, final

from lauren_http.encoders import JSONEncoder
from lauren_http.errors import HTTPError, MethodNotAllowedError
from lauren_http.response import Response

__all__ = ["ERROR_FORMATS", "Envelope", "ErrorFormat"]

ErrorFormat = Literal["default", "rfc7807"]
ERROR_FORMATS: Final = ("default", "rfc7807")
_log = logging.getLogger("lauren")


@final
class Envelope:
    """Renders errors in the application's one format.

    Args:
        encoder: the effective JSON encoder.
        error_format: `"default"` (`{"error": {"code", "message", "detail"}}`) or `"rfc7807"`.
    """

    __slots__ = ("_encoder", "_format")

    def __init__(self, encoder: JSONEncoder, error_format: ErrorFormat = "default") -> None:
        self._encoder = encoder
        self._format: ErrorFormat = error_format

    def of(self, error: Exception) -> Response:
        """The response of an error nobody claimed; anything but an `HTTPError` is an opaque 500 (contract H-144)."""
        if isinstance(error, HTTPError):
            return self._render(error)
        return self._render(_InternalError(error))

    def _render(self, error: HTTPError) -> Response:
        status = error.status_code or 500
        media_type, document = _FORMATS[self._format](error, status, error.detail)
        try:
            body = self._encoder.encode_compact(document)
        except Exception:
            _log.exception("the detail of a `%s` error cannot be encoded", error.code)
            _, document = _FORMATS[self._format](error, status, {})
            body = json.dumps(document, separators=(",", ":")).encode()
        response = Response(body, status=status, media_type=media_type)
        return _with_error_headers(response, error)


class _InternalError(HTTPError):
    """A failure that is not the client's: the class name, never the text."""

    code = "internal_error"
    status_code = 500

    def __init__(self, cause: Exception) -> None:
        super().__init__("internal server error", detail={"type": type(cause).__name__})


def _default(error: HTTPError, status: int, detail: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    return "application/json", {
        "error": {"code": error.code, "message": error.message, "detail": dict(detail)}
    }


def _problem(error: HTTPError, status: int, detail: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    title = getattr(error, "problem_title", None) or _phrase(status)
    document: dict[str, object] = {
        "type": getattr(error, "problem_type", None) or f"urn:ietf:rfc:7231:{status}",
        "title": title,
        "status": status,
        "detail": error.message or title,
        "code": error.code,
    }
    if detail:
        document["errors"] = dict(detail)
    return "application/problem+json", document


_FORMATS: Final = {"default": _default, "rfc7807": _problem}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "HTTP Error"


def _with_error_headers(response: Response, error: HTTPError) -> Response:
    if isinstance(error, MethodNotAllowedError) and error.allow:
        response = response.with_header("allow", ", ".join(error.allow))
    headers = error.headers
    if headers:
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        for name, value in pairs:
            response = response.with_header(name, value)
    return response
