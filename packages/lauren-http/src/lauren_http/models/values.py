"""The built-in validator: scalars, collections, unions and literals of JSON (contract H-117).

Rule: JSON is checked, not coerced; only text sources (`strings=True`) read scalars from text.
"""

import math
from collections.abc import Callable, Iterable, Mapping, MutableMapping, MutableSequence, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin
from uuid import UUID

from lauren_http.models.adapter import Compile, Validator
from lauren_http.models.error import FieldFault, ModelError, fault
from lauren_http.scalars import CoerceError, scalar_coercer, type_name

__all__ = ["compile_value"]


def compile_value(tp: object, nested: Compile, *, strings: bool) -> Validator | None:
    """The validator of a type that is no model; `None` when the type is not supported.

    Args:
        tp: without `Annotated` and aliases.
        nested: makes the validators of element types.
        strings: scalars come as text.
    """
    if tp is Any or tp is object:
        return _unchanged
    kind = get_origin(tp) or tp
    if kind in (Union, UnionType):
        return _union([(branch, nested(branch)) for branch in get_args(tp)])
    container = _CONTAINERS.get(kind)
    if container is not None:
        return container(tp, nested, strings)
    if strings and kind is not NoneType:
        return _text(tp)
    if kind is Literal:
        return _literal(get_args(tp))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    return _LEAVES.get(kind)


def _unchanged(value: object) -> object:
    return value


# --- scalars from JSON


def _exactly(kinds: tuple[type, ...], name: str, article: str) -> Validator:
    def check(value: object) -> object:
        if type(value) in kinds:
            return value
        raise ModelError([fault(f"expected {article}", f"{name}_type")])

    return check


def _number(value: object) -> object:
    if type(value) is float:
        return value
    if type(value) is int:
        try:
            return float(value)
        except OverflowError:
            raise ModelError([fault("the number is out of range", "float_range")]) from None
    raise ModelError([fault("expected a number", "float_type")])


def _octets(value: object) -> object:
    try:
        if type(value) is str:
            return value.encode("utf-8")
    except UnicodeEncodeError:
        raise ModelError([fault("the text has no UTF-8 form", "bytes_parsing")]) from None
    raise ModelError([fault("expected a string", "bytes_type")])


def _duration(value: object) -> object:
    if type(value) in (int, float) and math.isfinite(cast(float, value)):
        try:
            return timedelta(seconds=cast(float, value))
        except OverflowError:
            raise ModelError([fault("the duration is out of range", "timedelta_range")]) from None
    raise ModelError([fault("expected a number of seconds", "timedelta_type")])


def _written(tp: type) -> Validator:
    """A type whose JSON form is a string."""
    read = cast("Callable[[str], object]", scalar_coercer(tp))
    name = tp.__name__.lower()

    def check(value: object) -> object:
        if type(value) is not str:
            raise ModelError([fault(f"expected a string with a {tp.__name__}", f"{name}_type")])
        try:
            return read(value)
        except CoerceError:
            raise ModelError([fault(f"expected a string with a {tp.__name__}", f"{name}_parsing")]) from None

    return check


def _decimal(value: object) -> object:
    if type(value) is int:
        return Decimal(value)
    return Decimal(repr(value)) if type(value) is float and math.isfinite(value) else _decimal_text(value)


_decimal_text = _written(Decimal)

_LEAVES: dict[object, Validator] = {
    str: _exactly((str,), "string", "a string"),
    int: _exactly((int,), "int", "an integer"),
    float: _number,
    bool: _exactly((bool,), "bool", "a boolean"),
    None: _exactly((NoneType,), "none", "null"),
    NoneType: _exactly((NoneType,), "none", "null"),
    bytes: _octets,
    timedelta: _duration,
    Decimal: _decimal,
    **{tp: _written(tp) for tp in (UUID, datetime, date, time)},
}


def _literal(options: tuple[object, ...]) -> Validator:
    table = {_identity(option.value if isinstance(option, Enum) else option): option for option in options}
    return _choice(table, "literal")


def _enum(tp: type[Enum]) -> Validator:
    return _choice({_identity(member.value): member for member in tp}, "enum")


def _choice(table: dict[tuple[type, object], object], kind: str) -> Validator:
    allowed = ", ".join(repr(value) for _, value in table)

    def check(value: object) -> object:
        try:
            return table[_identity(value)]
        except (KeyError, TypeError):
            raise ModelError([fault(f"expected one of {allowed}", kind)]) from None

    return check


def _identity(value: object) -> tuple[type, object]:
    """`True`, `1` and `1.0` are three different values in JSON."""
    return type(value), tuple(value) if isinstance(value, list) else value


# --- scalars from text


def _text(tp: object) -> Validator | None:
    read = scalar_coercer(tp)
    if read is None:
        return None
    reader: Callable[[str], object] = read

    def check(value: object) -> object:
        if not isinstance(value, str):
            raise ModelError([fault("expected a single value", "single_value")])
        try:
            return reader(value)
        except CoerceError as refused:
            raise ModelError([fault(_expectation(refused), f"{refused.expected.lower()}_parsing")]) from None

    return check


def _expectation(refused: CoerceError) -> str:
    if refused.allowed is None:
        return f"expected {refused.expected}"
    return "expected one of " + ", ".join(str(option) for option in refused.allowed)


# --- containers


def _union(branches: list[tuple[object, Validator]]) -> Validator:
    names = " | ".join(type_name(branch) for branch, _ in branches)

    def check(value: object) -> object:
        failures: list[FieldFault] = []
        for _, validate in branches:
            try:
                return validate(value)
            except ModelError as failed:
                failures.extend(failed.errors)
        if len(branches) == 2 and (
            None in _kinds or NoneType in _kinds
        ):  # `X | None`: what is wrong with the `X`
            raise ModelError([error for error in failures if error["type"] != "none_type"] or failures)
        raise ModelError([fault(f"expected {names}", "union"), *failures])

    _kinds = [branch for branch, _ in branches]
    return check


def _array(make: Callable[[Iterable[object]], object]) -> Callable[[object, Compile, bool], Validator]:
    def compile_array(tp: object, nested: Compile, strings: bool) -> Validator:
        arguments = get_args(tp)
        item = nested(arguments[0]) if arguments else (nested(str) if strings else _unchanged)

        def check(value: object) -> object:
            items = [value] if strings and isinstance(value, str) else value
            if not isinstance(items, list):
                raise ModelError([fault("expected an array", "list_type")])
            try:
                return make([item(element) for element in items])
            except ModelError:
                raise ModelError(_collect(item, enumerate(items))) from None
            except TypeError:  # an element that cannot be in a set
                raise ModelError([fault("expected an array of hashable values", "set_item")]) from None

        return check

    return compile_array


def _tuple(tp: object, nested: Compile, strings: bool) -> Validator:
    arguments = get_args(tp)
    if not arguments or (len(arguments) == 2 and arguments[1] is ...):
        return _array(tuple)(tp, nested, strings)
    items = [nested(argument) for argument in arguments]

    def check(value: object) -> object:
        if not isinstance(value, list) or len(value) != len(items):
            raise ModelError([fault(f"expected an array of {len(items)}", "tuple_type")])
        checked, errors = [], []
        for index, (validate, element) in enumerate(zip(items, value, strict=True)):
            try:
                checked.append(validate(element))
            except ModelError as failed:
                errors.extend(_below(index, failed))
        if errors:
            raise ModelError(errors)
        return tuple(checked)

    return check


def _mapping(tp: object, nested: Compile, strings: bool) -> Validator:
    arguments = get_args(tp)
    key_of = _key_reader(arguments[0]) if arguments else None
    item = nested(arguments[1]) if arguments else _unchanged

    def check(value: object) -> object:
        if not isinstance(value, dict):
            raise ModelError([fault("expected an object", "dict_type")])
        try:
            if key_of is None:
                return {key: item(element) for key, element in value.items()}
            return {key_of(key): item(element) for key, element in value.items()}
        except ModelError:
            raise ModelError(_collect(item, value.items())) from None
        except CoerceError as refused:
            raise ModelError([fault(f"expected keys of {refused.expected}", "dict_key")]) from None

    return check


def _key_reader(tp: object) -> Callable[[str], object] | None:
    reader = scalar_coercer(tp)
    if reader is None:
        raise TypeError(f"`{type_name(tp)}` cannot be a JSON object's key")
    return None if tp in (str, Any, object) else reader


def _collect(item: Validator, elements: Iterable[tuple[Any, object]]) -> list[FieldFault]:
    """Every fault of the elements; only run once it is known that there is one."""
    errors: list[FieldFault] = []
    for key, element in elements:
        try:
            item(element)
        except ModelError as failed:
            errors.extend(_below(key, failed))
    return errors


def _below(key: str | int, failed: ModelError) -> list[FieldFault]:
    return [fault(error["msg"], error["type"], key, *error["loc"]) for error in failed.errors]


_CONTAINERS: dict[object, Callable[[object, Compile, bool], Validator]] = {
    list: _array(list),
    Sequence: _array(list),
    MutableSequence: _array(list),
    Iterable: _array(list),
    set: _array(set),
    AbstractSet: _array(frozenset),
    frozenset: _array(frozenset),
    tuple: _tuple,
    dict: _mapping,
    Mapping: _mapping,
    MutableMapping: _mapping,
}
