"""Names that are local to the functions on the calling stack.

Rule: frames are read when a name is looked up and never kept, so nothing leaks; a stranger's frame lends
only classes, functions, typing forms and tokens.
"""

import sys
import types
from collections.abc import Iterator, Mapping
from types import FrameType
from typing import TypeVar, final

from lauren_core.tokens import Token

_LENDABLE = (type, types.FunctionType, types.GenericAlias, types.UnionType, TypeVar, Token)


@final
class CallerNames(Mapping[str, object]):
    """The local names of the calling frames, nearest frame first."""

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        for frame in _frames():
            value = frame.f_locals.get(name, _ABSENT)
            if value is not _ABSENT and _is_lendable(value):
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter({name: None for frame in _frames() for name in frame.f_locals})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def of_definer(self, obj: object, name: str) -> object:
        """Return `name` from the live frame of the function that `obj` was defined in.

        Raises:
            KeyError: that function is not running, or has no such local.
        """
        definers = _definers(obj)
        for frame in _frames() if definers else ():
            is_definer = frame.f_code.co_qualname in definers and frame.f_globals.get(
                "__name__"
            ) == _module_of(obj)
            if is_definer and name in frame.f_locals:
                return frame.f_locals[name]
        raise KeyError(name)


def caller_locals() -> Mapping[str, object]:
    """Return a live view of the names local to the functions that are running now (C-127)."""
    return CallerNames()


_ABSENT = object()


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if not _is_framework(frame) and frame.f_code.co_name != "<module>":
            yield frame
        frame = frame.f_back


def _is_framework(frame: FrameType) -> bool:
    root = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return root == "lauren" or root.startswith("lauren_")


def _is_lendable(value: object) -> bool:
    return isinstance(value, _LENDABLE) or type(value).__module__ == "typing"


def _definers(obj: object) -> tuple[str, ...]:
    """`test.<locals>.make.<locals>.Service` was defined in `test.<locals>.make`, itself defined in `test`."""
    parts = str(getattr(obj, "__qualname__", "")).split(".<locals>.")[:-1]
    return tuple(".<locals>.".join(parts[: size + 1]) for size in reversed(range(len(parts))))


def _module_of(obj: object) -> object:
    return getattr(obj, "__module__", None)
