"""Which encoder is used when nobody names one.

Rule: decided at the first use, so that importing the framework imports no optional library.
"""

from collections.abc import Callable
from contextvars import ContextVar

from lauren_http.encoders.msgspec import MsgspecEncoder
from lauren_http.encoders.orjson import OrjsonEncoder
from lauren_http.encoders.plain import Default
from lauren_http.encoders.protocol import JSONEncoder
from lauren_http.encoders.stdlib import StdlibJSONEncoder

__all__ = [
    "REQUEST_ENCODER",
    "auto_encoder",
    "effective_encoder",
    "get_active_encoder",
    "set_active_encoder",
]

#: The current request's encoder, set only by routes whose encoder is not the process's active one.
REQUEST_ENCODER: ContextVar[JSONEncoder | None] = ContextVar("lauren_request_encoder", default=None)

_active: JSONEncoder | None = None


def auto_encoder(default: Default | None = None) -> JSONEncoder:
    """The fastest encoder whose library is installed: orjson, msgspec, else the standard library's.

    Args:
        default: called with objects of undocumented types.
    """
    candidates: tuple[Callable[[Default | None], JSONEncoder], ...] = (OrjsonEncoder, MsgspecEncoder)
    for candidate in candidates:
        try:
            return candidate(default)
        except RuntimeError:
            continue
    return StdlibJSONEncoder(default)


def effective_encoder() -> JSONEncoder:
    """The current request's encoder, else the active one."""
    return REQUEST_ENCODER.get() or _active or get_active_encoder()


def get_active_encoder() -> JSONEncoder:
    """The process-wide encoder; `auto_encoder()` until another one is set."""
    global _active  # noqa: PLW0603  # the one process-wide choice the contract asks for
    if _active is None:
        _active = auto_encoder()
    return _active


def set_active_encoder(encoder: JSONEncoder | None) -> JSONEncoder:
    """Set the process-wide encoder and return the previous one; `None` goes back to `auto_encoder()`."""
    global _active  # noqa: PLW0603  # the one process-wide choice the contract asks for
    previous = get_active_encoder()
    _active = encoder
    return previous
