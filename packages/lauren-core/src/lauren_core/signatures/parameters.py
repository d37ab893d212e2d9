"""Reads what a callable takes. Rule: one inspection at startup, never on the request path."""

import enum
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lauren_core.hints import CallerNames, Namespace, resolve_annotation
from lauren_core.metadata import underlying

if sys.version_info >= (3, 14):
    import annotationlib


class Missing(enum.Enum):
    """The type of `MISSING`: no annotation, no default, nothing stored."""

    MISSING = "MISSING"

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing.MISSING


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `annotation` is resolved, `Unresolved` or `MISSING`; `default` may be `MISSING`."""

    name: str
    kind: inspect._ParameterKind
    annotation: object
    default: object

    @property
    def is_variadic(self) -> bool:
        """Whether this is `*args` or `**kwargs`."""
        return self.kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def signature_of(fn: object, *, localns: Mapping[str, object] | None = None) -> tuple[Parameter, ...]:
    """Return the parameters of a function, method or class (without `self`), annotations resolved.

    Args:
        fn: a callable; a class answers with what calling it takes.
        localns: names beyond globals and closure; the calling frames when omitted.
    """
    target = underlying(fn)
    signature = _inspect(target)
    if signature is None:
        return ()
    namespace = Namespace(_owners(target), CallerNames() if localns is None else localns)
    return tuple(
        Parameter(
            parameter.name,
            parameter.kind,
            MISSING
            if parameter.annotation is parameter.empty
            else resolve_annotation(parameter.annotation, namespace),
            MISSING if parameter.default is parameter.empty else parameter.default,
        )
        for parameter in signature.parameters.values()
    )


def accepts_positional(fn: Callable[..., object], count: int) -> bool:
    """Whether `fn` can be called with `count` positional arguments; `True` when that cannot be known."""
    signature = _inspect(fn)
    if signature is None:
        return True
    try:
        signature.bind(*range(count))
    except TypeError:
        return False
    return True


def _inspect(target: object) -> inspect.Signature | None:
    if not callable(target):
        return None
    try:
        if sys.version_info >= (3, 14):
            return inspect.signature(target, annotation_format=annotationlib.Format.FORWARDREF)
        return inspect.signature(target)
    except (TypeError, ValueError):  # a builtin that does not say
        return None


def _owners(target: object) -> tuple[object, ...]:
    if not isinstance(target, type):
        return (inspect.unwrap(target), target) if callable(target) else (target,)
    constructors = [
        function
        for function in (vars(type(target)).get("__call__"), target.__new__, target.__init__)  # type: ignore[misc] # read, not called
        if hasattr(function, "__code__")
    ]
    bases = [base for base in target.__mro__ if base.__module__ != "builtins"]
    return (*constructors, *bases)
