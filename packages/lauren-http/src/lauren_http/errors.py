"""Every error that is rendered as an HTTP response.

Rule: a class is a status and a stable `code`; what happened is in `message` and `detail`, never in a new class.
"""

from collections.abc import Iterable, Mapping

from lauren_core import LaurenError

__all__ = [
    "ClientDisconnectedError",
    "ExtractorError",
    "ExtractorFieldError",
    "ForbiddenError",
    "HTTPError",
    "MethodNotAllowedError",
    "MissingStateError",
    "NotFoundError",
    "RequestBodyTooLarge",
    "RouteNotFoundError",
    "StateTypeError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UnsupportedMediaTypeError",
]

HeaderPairs = Mapping[str, str] | Iterable[tuple[str, str]]


class HTTPError(LaurenError):
    """Base of the errors the framework renders as a response; subclass it for your own.

    Args:
        message: one sentence for the client.
        detail: JSON-serialisable facts for the client; `{}` when omitted.
        status_code: overrides the class's status on this instance.
        code: overrides the class's stable, machine-readable code on this instance.
        headers: mapping or pairs added to the rendered response, for example `Retry-After`.

    Example:
        >>> class OutOfStock(HTTPError):
        ...     status_code = 409
        ...     code = "out_of_stock"
        >>> OutOfStock("sold out", detail={"sku": "a-1"}).status_code
        409
    """

    status_code: int | None = 500
    code: str = "http_error"
    headers: HeaderPairs | None = None

    def __init__(
        self,
        message: str = "",
        *,
        detail: dict[str, object] | None = None,
        status_code: int | None = None,
        code: str | None = None,
        headers: HeaderPairs | None = None,
    ) -> None:
        super().__init__(message, detail=detail)
        if status_code is not None:
            self.status_code = status_code
        if code is not None:
            self.code = code
        if headers is not None:
            self.headers = headers


class ExtractorError(HTTPError):
    """A value could not be taken from the request, or is not what the handler declared."""

    status_code = 422
    code = "extractor_error"


class ExtractorFieldError(ExtractorError):
    """One parameter is missing, malformed or violates a constraint; `detail["field"]` is its wire name."""

    code = "extractor_field_error"


class RouteNotFoundError(HTTPError):
    """No route's template matches the path."""

    status_code = 404
    code = "route_not_found"


class MethodNotAllowedError(HTTPError):
    """The path exists, but not with this method (RFC 9110 §15.5.6).

    Args:
        message: one sentence for the client.
        allow: the registered methods; kept as `allow`, as `detail["allow"]` and as the `allow` header.
    """

    status_code = 405
    code = "method_not_allowed"

    def __init__(self, message: str = "", *, allow: list[str] | None = None) -> None:
        self.allow = list(allow or ())
        super().__init__(message, detail={"allow": self.allow}, headers={"allow": ", ".join(self.allow)})


class RequestBodyTooLarge(HTTPError):  # noqa: N818  # the contract names it
    """The body is larger than `max_body_size`; `detail["max_body_size"]` is the limit in bytes."""

    status_code = 413
    code = "request_body_too_large"


class UnsupportedMediaTypeError(HTTPError):
    """The body's content type or content coding is not one the route reads."""

    status_code = 415
    code = "unsupported_media_type"


class UnauthorizedError(HTTPError):
    """The client has to authenticate first."""

    status_code = 401
    code = "unauthorized"


class ForbiddenError(HTTPError):
    """The client may not do this."""

    status_code = 403
    code = "forbidden"


class NotFoundError(HTTPError):
    """The route exists, the thing it names does not."""

    status_code = 404
    code = "not_found"


class UnprocessableEntityError(HTTPError):
    """The request is well-formed and still makes no sense."""

    status_code = 422
    code = "unprocessable_entity"


class ClientDisconnectedError(HTTPError):
    """The client went away before its body was complete; nobody will read the response."""

    status_code = 400
    code = "client_disconnected"


class MissingStateError(HTTPError):
    """`State.require` did not find its key: a fault of the server, not of the client."""

    status_code = 500
    code = "missing_state"


class StateTypeError(HTTPError):
    """A value of a `State` has another type than the reader expects: a fault of the server."""

    status_code = 500
    code = "state_type_error"
