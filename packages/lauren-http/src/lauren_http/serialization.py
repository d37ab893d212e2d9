"""JSON encoders (the contract's `lauren.serialization`)."""

from lauren_http.encoders import (
    JSONEncoder,
    MsgspecEncoder,
    OrjsonEncoder,
    PydanticEncoder,
    StdlibJSONEncoder,
    auto_encoder,
    get_active_encoder,
    set_active_encoder,
)

__all__ = [
    "JSONEncoder",
    "MsgspecEncoder",
    "OrjsonEncoder",
    "PydanticEncoder",
    "StdlibJSONEncoder",
    "auto_encoder",
    "get_active_encoder",
    "set_active_encoder",
]
