"""Every error class of an HTTP application, core's included (the contract's `lauren.exceptions`)."""

from lauren_core.exceptions import *  # noqa: F403  # the façade is the union of both lists
from lauren_core.exceptions import __all__ as _core
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

__all__ = [  # noqa: PLE0604  # `_core` is a list of names
    *_core,
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
