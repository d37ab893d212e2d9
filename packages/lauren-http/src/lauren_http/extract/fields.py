"""Field descriptors: alias, default and constraints of one parameter (contract H-128, H-129).

Rule: what can be checked about a constraint is checked at startup; the request runs one compiled function.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Sized
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from lauren_core import UnresolvableParameterError
from lauren_http.errors import ExtractorFieldError
from lauren_http.scalars import collection_of, type_name, unwrapped

__all__ = ["CookieField", "FieldDescriptor", "HeaderField", "PathField", "QueryField", "field_checker"]

Checker = Callable[[object], object]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldDescriptor:
    """What a parameter says about itself beyond its type.

    Attributes:
        default: used when the value is absent; `...` means there is none.
        alias: the name on the wire.
        ge, le, gt, lt: bounds of `int`, `float` and `Decimal` (of each element of a collection).
        min_length, max_length: characters of `str`, bytes of `bytes`, elements of a collection.
        pattern: regular expression the whole `str` must match (each element of a collection).
        description, example: documentation.
    """

    default: Any = ...
    alias: str | None = None
    ge: float | Decimal | None = None
    le: float | Decimal | None = None
    gt: float | Decimal | None = None
    lt: float | Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    description: str | None = None
    example: object = None

    def validate(self, name: str, value: object) -> object:
        """`value` if it satisfies every constraint, the default if it is `None`.

        Raises:
            ExtractorFieldError: a constraint is violated; `detail` names `field`, `constraint` and `limit`.
        """
        if value is None:
            return None if self.default is ... else self.default
        for check in _checks_of(self, name):
            check(value)
        return value

    def __or__(self, other: object) -> "FieldDescriptor":
        if isinstance(other, FieldDescriptor):
            raise TypeError("a parameter takes at most one FieldDescriptor")
        return NotImplemented


def PathField(  # noqa: N802  # reads as a type beside `Path`
    *,
    default: Any = ...,
    alias: str | None = None,
    ge: float | Decimal | None = None,
    le: float | Decimal | None = None,
    gt: float | Decimal | None = None,
    lt: float | Decimal | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
    pattern: str | None = None,
    description: str | None = None,
    example: object = None,
) -> Any:
    """A `FieldDescriptor` for a path variable, a query parameter, a header, a cookie or a form field.

    Typed as `Any`, so that `limit: Query[int] = QueryField(default=10, le=100)` passes a type checker.

    Example:
        >>> QueryField(default=10, ge=1, le=100).le
        100
    """
    return FieldDescriptor(
        default=default,
        alias=alias,
        ge=ge,
        le=le,
        gt=gt,
        lt=lt,
        min_length=min_length,
        max_length=max_length,
        pattern=pattern,
        description=description,
        example=example,
    )


QueryField = HeaderField = CookieField = PathField


def field_checker(field: FieldDescriptor, tp: object, wire_name: str) -> Checker | None:
    """The function that checks `field`'s constraints on values of type `tp`; `None` when it has none.

    Args:
        field: the descriptor.
        tp: the declared type, `None` and collections included.
        wire_name: what errors call the parameter.

    Raises:
        UnresolvableParameterError: a constraint fits no branch of `tp`, or `pattern` is no regular expression.
            The checker itself raises `ExtractorFieldError`.
    """
    for name in _CONSTRAINTS:
        if getattr(field, name) is not None and not _fits(name, tp):
            raise UnresolvableParameterError(
                f"`{name}` of `{wire_name}` does not apply to `{type_name(tp)}`",
                detail={"param": wire_name, "constraint": name, "reason": "inapplicable_constraint"},
            )
    checks = _checks_of(field, wire_name)
    if not checks:
        return None

    def check_all(value: object) -> object:
        for check in checks:
            check(value)
        return value

    return check_all


@dataclass(frozen=True, slots=True)
class _Constraint:
    kinds: tuple[type, ...]
    holds: Callable[[Any, Any], bool]
    problem: str
    counts: bool = False


_NUMBERS = (int, float, Decimal)
_TEXTS = (str, bytes)
_CONTAINERS = (list, tuple, set, frozenset)

_CONSTRAINTS: dict[str, _Constraint] = {
    "ge": _Constraint(_NUMBERS, lambda value, limit: value >= limit, "must be at least {}"),
    "le": _Constraint(_NUMBERS, lambda value, limit: value <= limit, "must be at most {}"),
    "gt": _Constraint(_NUMBERS, lambda value, limit: value > limit, "must be greater than {}"),
    "lt": _Constraint(_NUMBERS, lambda value, limit: value < limit, "must be less than {}"),
    "min_length": _Constraint(
        _TEXTS, lambda value, limit: len(value) >= limit, "is too short, at least {} required", counts=True
    ),
    "max_length": _Constraint(
        _TEXTS, lambda value, limit: len(value) <= limit, "is too long, at most {} allowed", counts=True
    ),
    "pattern": _Constraint(
        (str,), lambda value, limit: limit.fullmatch(value) is not None, "must match the pattern {}"
    ),
}


def _fits(name: str, tp: object) -> bool:
    """Whether the constraint can apply to some branch of `tp`."""
    bare = unwrapped(tp)
    if bare is Any or bare is object:
        return True
    if get_origin(bare) in (Union, UnionType):
        return any(_fits(name, branch) for branch in get_args(bare) if branch is not NoneType)
    collection = collection_of(bare)
    if collection is not None:
        return _CONSTRAINTS[name].counts or _fits(name, collection[1])
    kind = get_origin(bare) or bare
    if not isinstance(kind, type) or kind is bool:
        return False
    return issubclass(kind, _CONSTRAINTS[name].kinds) or (
        _CONSTRAINTS[name].counts and issubclass(kind, _SIZED)
    )


_SIZED = (*_CONTAINERS, Sequence, AbstractSet, Mapping)


def _checks_of(field: FieldDescriptor, wire_name: str) -> list[Callable[[object], None]]:
    return [
        _check(name, constraint, getattr(field, name), wire_name)
        for name, constraint in _CONSTRAINTS.items()
        if getattr(field, name) is not None
    ]


def _check(name: str, constraint: _Constraint, limit: Any, wire_name: str) -> Callable[[object], None]:
    kinds, holds, counts = constraint.kinds, constraint.holds, constraint.counts
    bound = _compiled(limit, wire_name) if name == "pattern" else limit

    def check(value: object) -> None:
        if isinstance(value, kinds) and not isinstance(value, bool):
            satisfied = holds(value, bound)
        elif isinstance(value, _CONTAINERS):
            if not counts:
                for item in value:
                    check(item)
                return
            satisfied = holds(value, bound)
        else:
            satisfied = not (counts and isinstance(value, Sized) and not holds(value, bound))
        if not satisfied:
            raise _violation(name, constraint, limit, wire_name)

    return check


def _compiled(pattern: str, wire_name: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise UnresolvableParameterError(
            f"the pattern of `{wire_name}` is no regular expression: {fault}",
            detail={"param": wire_name, "constraint": "pattern", "reason": "invalid_pattern"},
        ) from None


def _violation(name: str, constraint: _Constraint, limit: object, wire_name: str) -> ExtractorFieldError:
    return ExtractorFieldError(
        f"`{wire_name}` {constraint.problem.format(limit)}",
        detail={"field": wire_name, "constraint": name, "limit": limit},
    )
