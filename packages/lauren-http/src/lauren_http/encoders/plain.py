"""What becomes of each documented type in JSON: the one table all encoders agree on (contract H-87).

Rule: an object that is not in the table is an error; nothing is dumped by way of its `__dict__`.
"""

import dataclasses
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from uuid import UUID

__all__ = ["Default", "plain", "plain_all"]

#: Makes something encodable of an object no rule covers, or raises `TypeError`.
Default = Callable[[Any], object]


def plain(value: object, default: Default | None = None) -> object:
    """One step from a documented type towards JSON's own; the result may need further steps.

    Raises:
        TypeError: the type is not documented and there is no `default` for it.
    """
    kind: Any = value.__class__
    step = _step_for(kind)
    if step is not None:
        return step(value)
    if default is not None:
        return default(value)
    raise TypeError(f"`{type(value).__qualname__}` has no JSON form")


def plain_all(value: object, default: Default | None = None) -> object:
    """All steps, recursively: only `dict` with `str` keys, `list`, `str`, `int`, finite `float`, `bool` and `None`.

    Raises:
        TypeError: something inside has no JSON form, refers to itself, or is nested too deeply.
    """
    try:
        return _plain_all(value, default)
    except RecursionError:
        raise TypeError(f"`{type(value).__qualname__}` is nested too deeply, or in itself") from None


def _plain_all(value: object, default: Default | None) -> object:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, Enum):
        return _plain_all(value.value, default)
    for kind, finish in _NATIVE:
        if isinstance(value, kind):
            return finish(value, default)
    return _plain_all(plain(value, default), default)


def _finite(value: float, _default: Default | None) -> float | None:
    return float(value) if math.isfinite(value) else None


def _text(value: str, _default: Default | None) -> str:
    return str.__str__(value)


def _integer(value: int, _default: Default | None) -> int:
    return int(value)


def _array(value: list[object] | tuple[object, ...], default: Default | None) -> list[object]:
    return [_plain_all(item, default) for item in value]


def _object(value: dict[object, object], default: Default | None) -> dict[str, object]:
    return {_key(key): _plain_all(item, default) for key, item in value.items()}


_NATIVE: tuple[tuple[type, Callable[[Any, Default | None], object]], ...] = (
    (str, _text),
    (int, _integer),
    (float, _finite),
    (dict, _object),
    (list, _array),
    (tuple, _array),
)


def _key(key: object) -> str:
    if isinstance(key, Enum):
        return _key(key.value)
    if isinstance(key, str):
        return str.__str__(key)
    if key is None or isinstance(key, bool):
        return {None: "null", True: "true", False: "false"}[key]
    if isinstance(key, int):
        return str(int(key))
    if isinstance(key, float):
        return float.__repr__(float(key)) if math.isfinite(key) else "null"
    if isinstance(key, UUID | date | time | Decimal | PurePath):
        return str(plain(key))
    raise TypeError(f"`{type(key).__qualname__}` cannot be a JSON object's key")


def _moment(value: datetime | time) -> str:
    # SPEC: RFC 3339 §4.3, `Z` for UTC: what pydantic and msgspec write as well.
    text = value.isoformat()
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def _fields(value: Any) -> dict[str, object]:
    return {name: getattr(value, name) for name in _field_names(value.__class__)}


@lru_cache(maxsize=4096)
def _field_names(tp: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(tp))


def _dumped_model(value: Any) -> object:
    return value.model_dump(mode="json")


def _dumped_struct(value: object) -> object:
    import msgspec  # noqa: PLC0415  # an optional library, there because the value's class comes from it

    return msgspec.to_builtins(value, builtin_types=_NOT_MSGSPECS, enc_hook=plain)


_NOT_MSGSPECS = (bytes, bytearray, memoryview, datetime, date, time, timedelta, UUID, Decimal)

_STEPS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (Enum, lambda value: value.value),
    (datetime, _moment),
    (date, date.isoformat),
    (time, _moment),
    (timedelta, timedelta.total_seconds),
    (UUID, str),
    (Decimal, str),
    (PurePath, str),
    (set, list),
    (frozenset, list),
    (bytes, lambda value: value.decode("utf-8", "replace")),
    (bytearray, lambda value: value.decode("utf-8", "replace")),
    (memoryview, lambda value: value.tobytes().decode("utf-8", "replace")),
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (tuple, list),
    (dict, dict),
    (list, list),
)


@lru_cache(maxsize=4096)
def _step_for(tp: type) -> Callable[[Any], object] | None:
    for kind, step in _STEPS:
        if issubclass(tp, kind):
            return step
    if hasattr(tp, "__pydantic_serializer__") and hasattr(tp, "model_dump"):
        return _dumped_model
    if hasattr(tp, "__struct_fields__"):
        return _dumped_struct
    return _fields if dataclasses.is_dataclass(tp) else None
