"""The one shape of a validation failure.

Rule: a place, a message and a type; never the value that was sent.
"""

from typing import TypedDict, final

__all__ = ["FieldFault", "ModelError", "fault"]


class FieldFault(TypedDict):
    """One thing that is wrong: `loc` is the way to it (keys and indices), `type` a stable word for its kind."""

    loc: list[str | int]
    msg: str
    type: str


@final
class ModelError(Exception):
    """A value does not fit its type; `errors` says where and why, at least once."""

    def __init__(self, errors: list[FieldFault]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return "; ".join(_line(error) for error in self.errors)


def fault(msg: str, kind: str, *loc: str | int) -> FieldFault:
    """A fault at `loc`."""
    return {"loc": list(loc), "msg": msg, "type": kind}


def _line(error: FieldFault) -> str:
    place = ".".join(str(step) for step in error["loc"])
    return f"{place}: {error['msg']}" if place else error["msg"]
