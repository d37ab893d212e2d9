"""JSON encoders: the protocol, the implementations, and which one is active."""

from lauren_http.encoders.active import (
    REQUEST_ENCODER,
    auto_encoder,
    effective_encoder,
    get_active_encoder,
    set_active_encoder,
)
from lauren_http.encoders.msgspec import MsgspecEncoder
from lauren_http.encoders.orjson import OrjsonEncoder
from lauren_http.encoders.protocol import JSONEncoder
from lauren_http.encoders.pydantic import PydanticEncoder
from lauren_http.encoders.stdlib import StdlibJSONEncoder

__all__ = [
    "REQUEST_ENCODER",
    "JSONEncoder",
    "MsgspecEncoder",
    "OrjsonEncoder",
    "PydanticEncoder",
    "StdlibJSONEncoder",
    "auto_encoder",
    "effective_encoder",
    "get_active_encoder",
    "set_active_encoder",
]
