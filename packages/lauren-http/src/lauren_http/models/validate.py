"""`validator_for`: one function for one declared type, whatever it is made of.

Rule: compiled once at startup; a request only calls the result.
"""

from collections.abc import Mapping
from typing import TypeVar

from lauren_http.models.adapter import ModelAdapter, Validator
from lauren_http.models.dataclasses import DataclassAdapter
from lauren_http.models.error import ModelError, fault
from lauren_http.models.msgspec import MsgspecAdapter
from lauren_http.models.pydantic import PydanticAdapter
from lauren_http.models.typeddict import TypedDictAdapter
from lauren_http.models.values import compile_value
from lauren_http.scalars import type_name, unwrapped

__all__ = ["find_adapter", "is_model", "validator_for"]

_ADAPTERS: tuple[ModelAdapter, ...] = (
    PydanticAdapter(),
    MsgspecAdapter(),
    DataclassAdapter(),
    TypedDictAdapter(),
)


def find_adapter(tp: object) -> ModelAdapter | None:
    """The adapter of a structured type; `None` for every other type."""
    bare = unwrapped(tp)
    return next((adapter for adapter in _ADAPTERS if adapter.claims(bare)), None)


def is_model(tp: object) -> bool:
    """Whether `tp` is a structured type: a pydantic model, a struct, a dataclass or a typed dict."""
    return find_adapter(tp) is not None


def validator_for(
    tp: object, *, strings: bool = False, localns: Mapping[str, object] | None = None
) -> Validator:
    """The function that validates parsed JSON against `tp` and returns the value a handler gets.

    Args:
        tp: any type made of models, `list`, `dict`, `tuple`, `set`, unions, `Literal`, enums and scalars.
        strings: leaves come as text (query, form): scalars are read from it, one text stands for a list of one.
        localns: names that forward references may use besides those of their module.

    Raises:
        TypeError: no JSON value can be a `tp`.
        UnresolvableParameterError: an annotation inside `tp` cannot be resolved.
            The validator itself raises `ModelError`.

    Example:
        >>> validator_for(dict[str, list[int]])({"a": [1]})
        {'a': [1]}
    """
    validate = _Compiler(strings=strings, localns=localns).compile(tp)

    def check(value: object) -> object:
        try:
            return validate(value)
        except RecursionError:
            raise ModelError([fault("nested too deeply", "recursion")]) from None

    return check


class _Compiler:
    """Compiles a type and those inside it once, so that a type may contain itself."""

    def __init__(self, *, strings: bool, localns: Mapping[str, object] | None) -> None:
        self._strings = strings
        self._localns = localns
        self._models: dict[object, Validator | None] = {}

    def compile(self, tp: object) -> Validator:
        bare = unwrapped(tp)
        if isinstance(bare, TypeVar):
            return self.compile(bare.__bound__ or object)
        adapter = find_adapter(bare)
        if adapter is not None:
            return self._model(adapter, bare)
        validate = compile_value(bare, self.compile, strings=self._strings)
        if validate is None:
            raise TypeError(f"`{type_name(bare)}` has no JSON form that could be validated")
        return validate

    def _model(self, adapter: ModelAdapter, tp: object) -> Validator:
        if tp in self._models:
            return self._models[tp] or self._later(tp)
        self._models[tp] = None
        validate = adapter.compile(tp, self.compile, strings=self._strings, localns=self._localns)
        self._models[tp] = validate
        return validate

    def _later(self, tp: object) -> Validator:
        """The validator of a type that is just being compiled: it contains itself."""

        def check(value: object) -> object:
            validate = self._models[tp]
            return value if validate is None else validate(value)

        return check
