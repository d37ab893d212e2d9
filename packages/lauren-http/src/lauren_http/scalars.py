"""From the text of a path, query, header, cookie or form to a scalar (contract H-115).

Rule: compiled once per declared type; the text is read exactly as documented or refused, never guessed.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, cast, final, get_args, get_origin
from uuid import UUID

__all__ = [
    "CoerceError",
    "Coercer",
    "collection_of",
    "optional_of",
    "scalar_coercer",
    "type_name",
    "unwrapped",
]

Coercer = Callable[[str], object]

_INT = re.compile(r"[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_COMPLEX = re.compile(r"[0-9a-zA-Z+\-.()]+")
_BOOLEANS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
_COLLECTIONS: frozenset[object] = frozenset({list, tuple, set, frozenset})


@final
class CoerceError(Exception):
    """A text is not what was declared.

    Attributes:
        expected: the declared type's name.
        allowed: the accepted values, when they are few and known.
    """

    def __init__(self, expected: str, allowed: tuple[object, ...] | None = None) -> None:
        super().__init__(expected, allowed)
        self.expected = expected
        self.allowed = allowed


def scalar_coercer(tp: object) -> Coercer | None:
    """The function that reads `tp` from text; `None` when no text can be a `tp`.

    The function raises `CoerceError`.

    Example:
        >>> scalar_coercer(int | None)("7")
        7
    """
    bare = unwrapped(tp)
    try:
        known = _SCALARS.get(bare)
    except TypeError:  # an unhashable annotation is no scalar
        return None
    if known is not None:
        return known
    if get_origin(bare) is Literal:
        return _literal_coercer(get_args(bare))
    if get_origin(bare) in (Union, UnionType):
        return _union_coercer(bare)
    if isinstance(bare, type) and issubclass(bare, Enum):
        return _enum_coercer(bare)
    return None


def collection_of(tp: object) -> tuple[type, object] | None:
    """The container and the element type of `list`, `tuple[T, ...]`, `set` and `frozenset`; else `None`.

    A bare container holds `str`.

    Example:
        >>> collection_of(tuple[int, ...])
        (<class 'tuple'>, <class 'int'>)
    """
    bare = unwrapped(tp)
    container = get_origin(bare) or bare
    if not isinstance(container, type) or container not in _COLLECTIONS:
        return None
    arguments = get_args(bare)
    if container is tuple and arguments and (len(arguments) != 2 or arguments[1] is not ...):
        return None
    return container, arguments[0] if arguments else str


def optional_of(tp: object) -> tuple[bool, object]:
    """Whether `None` is allowed, and the type without it.

    Example:
        >>> optional_of(int | None), optional_of(int)
        ((True, <class 'int'>), (False, <class 'int'>))
    """
    if get_origin(tp) is Annotated:
        inner, *metadata = get_args(tp)
        optional, rest = optional_of(inner)
        return (True, Annotated[(rest, *metadata)]) if optional else (False, tp)
    bare = unwrapped(tp)
    if get_origin(bare) not in (Union, UnionType):
        return bare in (None, NoneType), tp
    branches = get_args(bare)
    rest_of = tuple(branch for branch in branches if branch is not NoneType)
    return (True, Union[rest_of]) if len(rest_of) < len(branches) else (False, tp)  # noqa: UP007  # built at run time


def unwrapped(tp: object) -> object:
    """`tp` without `Annotated`, `NewType` and `type` aliases."""
    while True:
        if get_origin(tp) is Annotated:
            tp = get_args(tp)[0]
        elif isinstance(tp, NewType):
            tp = tp.__supertype__
        elif type(tp).__name__ == "TypeAliasType":
            tp = cast(Any, tp).__value__
        else:
            return tp


def type_name(tp: object) -> str:
    """How errors call a type."""
    bare = unwrapped(tp)
    if bare in (None, NoneType):
        return "None"
    if get_origin(bare) in (Union, UnionType):
        return " | ".join(type_name(branch) for branch in get_args(bare))
    if isinstance(bare, type) and get_origin(bare) is None:
        return bare.__name__
    return str(bare).replace("typing.", "")


def _text(text: str) -> str:
    return text


def _integer(text: str) -> int:
    if _INT.fullmatch(text) is None:
        raise CoerceError("int")
    try:
        return int(text)
    except ValueError:  # more digits than the interpreter converts
        raise CoerceError("int") from None


def _real(text: str) -> float:
    if _FLOAT.fullmatch(text) is None:
        raise CoerceError("float")
    value = float(text)
    if math.isinf(value):
        raise CoerceError("float")
    return value


def _boolean(text: str) -> bool:
    value = _BOOLEANS.get(text.lower())
    if value is None:
        raise CoerceError("bool", tuple(_BOOLEANS))
    return value


def _octets(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise CoerceError("bytes") from None


def _complex(text: str) -> complex:
    try:
        value = complex(text if _COMPLEX.fullmatch(text) else "")
    except ValueError:
        raise CoerceError("complex") from None
    if not (math.isfinite(value.real) and math.isfinite(value.imag)):
        raise CoerceError("complex")
    return value


def _uuid(text: str) -> UUID:
    if _UUID.fullmatch(text) is None:
        raise CoerceError("UUID")
    return UUID(text)


def _decimal(text: str) -> Decimal:
    if _FLOAT.fullmatch(text) is None:
        raise CoerceError("Decimal")
    try:
        return Decimal(text)
    except ArithmeticError:  # an exponent beyond the decimal context's
        raise CoerceError("Decimal") from None


def _seconds(text: str) -> timedelta:
    try:
        return timedelta(seconds=_real(text))
    except (OverflowError, CoerceError):
        raise CoerceError("timedelta") from None


def _iso(tp: type[datetime] | type[date] | type[time]) -> Coercer:
    def coerce(text: str) -> object:
        if not text.isascii():
            raise CoerceError(tp.__name__)
        try:
            return tp.fromisoformat(text)
        except ValueError:
            raise CoerceError(tp.__name__) from None

    return coerce


_SCALARS: dict[object, Coercer] = {
    str: _text,
    Any: _text,
    object: _text,
    int: _integer,
    float: _real,
    bool: _boolean,
    bytes: _octets,
    complex: _complex,
    UUID: _uuid,
    Decimal: _decimal,
    datetime: _iso(datetime),
    date: _iso(date),
    time: _iso(time),
    timedelta: _seconds,
}


def _literal_coercer(options: tuple[object, ...]) -> Coercer:
    allowed = tuple(option.value if isinstance(option, Enum) else option for option in options)
    table: dict[str, object] = {}
    for option, value in zip(options, allowed, strict=True):
        table.setdefault(str(value), option)

    def coerce(text: str) -> object:
        if text not in table:
            raise CoerceError("Literal", allowed)
        return table[text]

    return coerce


def _enum_coercer(tp: type[Enum]) -> Coercer:
    allowed = tuple(member.value for member in tp)
    readers = [scalar_coercer(kind) for kind in dict.fromkeys(type(value) for value in allowed)]
    # An enum may have its own idea of a member's spelling (`_missing_`); only then its constructor is asked.
    lenient = "_missing_" in vars(tp)

    def coerce(text: str) -> object:
        for reader in readers:
            member = None if reader is None else _member(tp, _attempt(reader, text), lenient=lenient)
            if member is not None:
                return member
        raise CoerceError(tp.__name__, allowed)

    return coerce


_UNREADABLE = object()


def _attempt(reader: Coercer, text: str) -> object:
    try:
        return reader(text)
    except CoerceError:
        return _UNREADABLE


def _member(tp: type[Enum], value: object, *, lenient: bool) -> Enum | None:
    if value is _UNREADABLE:
        return None
    for member in tp:
        if type(member.value) is type(value) and member.value == value:
            return member
    if lenient:
        try:
            return tp(value)
        except ValueError:
            return None
    return None


def _union_coercer(tp: object) -> Coercer | None:
    branches = [branch for branch in get_args(tp) if branch is not NoneType]
    readers = [scalar_coercer(branch) for branch in branches]
    if not readers or any(reader is None for reader in readers):
        return None
    first, *rest = cast("list[Coercer]", readers)
    return reduce(_either, rest, first)


def _either(first: Coercer, second: Coercer) -> Coercer:
    def coerce(text: str) -> object:
        try:
            return first(text)
        except CoerceError:
            return second(text)

    return coerce
