"""Reads what a class or function asks for: constructor, parameters and class-body fields.

Rule: this decides what is asked, never whether anybody answers.
"""

import dataclasses
import enum
import inspect
import sys
import typing
from collections.abc import Mapping
from typing import ClassVar, get_origin

from lauren_core.container.bindings import Dependency
from lauren_core.diagnostics import explain
from lauren_core.errors import StartupError, UnresolvableParameterError
from lauren_core.hints import Unresolved, hints_of
from lauren_core.metadata import injectable_meta
from lauren_core.signatures import MISSING, Parameter, signature_of
from lauren_core.tokens import (
    display,
    list_element,
    split_optional,
    strip_annotated,
    unwrap_inject,
)


def callable_needs(target: object, *, localns: Mapping[str, object] | None = None) -> tuple[Dependency, ...]:
    """Return what the parameters of a function or constructor ask for.

    Raises:
        UnresolvableParameterError: a required parameter has no annotation.
    """
    found = (_parameter_need(target, item) for item in signature_of(target, localns=localns))
    return tuple(need for need in found if need is not None)


def class_needs(cls: type, *, localns: Mapping[str, object] | None = None) -> tuple[Dependency, ...]:
    """Return what constructor and class body of `cls` ask for; a name in both follows the constructor's rules.

    Raises:
        UnresolvableParameterError: a required parameter has no annotation.
        StartupError: a field that instances cannot hold.
    """
    hints = hints_of(cls, localns=localns)
    parameters = tuple(
        dataclasses.replace(need, sets_attribute=need.name in hints)
        for need in callable_needs(cls, localns=localns)
    )
    taken = {item.name for item in signature_of(cls, localns=localns)}
    fields = (_field_need(cls, name, hint) for name, hint in hints.items() if name not in taken)
    found = tuple(need for need in fields if need is not None)
    for need in found:
        if need.absent == "fail":
            check_settable(cls, need.name)
    return (*parameters, *found)


def read_token(annotation: object) -> tuple[object, bool, bool]:
    """Return `(token, is optional, is explicitly marked)` of an annotation."""
    annotation, outer = split_optional(annotation)
    marked = unwrap_inject(annotation)
    if marked is None:
        token, inner = split_optional(strip_annotated(annotation))
        return token, outer or inner, False
    token, base = marked
    token, in_token = split_optional(token)
    return token, outer or in_token or split_optional(base)[1], True


def check_settable(cls: type, name: str) -> None:
    """Refuse an injected field on a class whose instances have no room for it."""
    if cls.__dictoffset__ or inspect.isdatadescriptor(getattr(cls, name, None)):
        return
    error = StartupError(
        f"`{cls.__name__}.{name}` cannot be injected: `__slots__` has no room for it",
        detail={"class": cls.__name__, "field": name},
    )
    raise explain(error, where=cls, subject=f"{cls.__name__}.{name}", hints=[f"add `{name}` to `__slots__`"])


def _parameter_need(target: object, parameter: Parameter) -> Dependency | None:
    if parameter.is_variadic:
        return None
    has_default = parameter.default is not MISSING
    if parameter.annotation is MISSING:
        if has_default:
            return None
        raise _unannotated(target, parameter)
    token, optional, _ = read_token(parameter.annotation)
    return Dependency(
        parameter.name,
        token,
        absent="omit" if has_default else "none" if optional else "fail",
        positional=parameter.kind is inspect.Parameter.POSITIONAL_ONLY,
        keyword=parameter.kind is inspect.Parameter.KEYWORD_ONLY,
        default=parameter.default,
    )


def _unannotated(target: object, parameter: Parameter) -> UnresolvableParameterError:
    name = display(target)
    error = UnresolvableParameterError(
        f"parameter `{parameter.name}` of `{name}` has no annotation, so nothing says what to inject",
        detail={"target": name, "param": parameter.name},
    )
    hints = ["annotate it with a provider, with `Annotated[T, Inject(token)]`, or give it a default"]
    return explain(error, where=target, subject=f"{name}({parameter.name})", hints=hints)


def _field_need(cls: type, name: str, hint: object) -> Dependency | None:
    if name in vars(cls) and not inspect.ismemberdescriptor(vars(cls)[name]):
        return None
    if name in getattr(cls, "__dataclass_fields__", {}) or _is_class_variable(hint):
        return None
    token, optional, marked = read_token(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return Dependency(name, token, site="field", absent="omit")
    required = (marked or is_service(token)) and not optional
    return Dependency(name, token, site="field", absent="fail" if required else "omit")


def _is_class_variable(hint: object) -> bool:
    return hint is ClassVar or get_origin(hint) is ClassVar or isinstance(hint, dataclasses.InitVar)


def is_service(token: object) -> bool:
    """Whether a bare field of this type must be a dependency: an application's class, not plain data."""
    if isinstance(token, Unresolved):
        return False
    element = list_element(token)
    if element is not None:
        return isinstance(element, type) and (
            injectable_meta(element) is not None or _is_runtime_protocol(element)
        )
    if not isinstance(token, type) or get_origin(token) is not None:
        return False
    if injectable_meta(token) is not None:
        return True
    return not _is_data(token)


def _is_runtime_protocol(cls: type) -> bool:
    return bool(getattr(cls, "_is_protocol", False) and getattr(cls, "_is_runtime_protocol", False))


def _is_data(cls: type) -> bool:
    root = cls.__module__.partition(".")[0]
    return (
        (root in sys.stdlib_module_names and root != "__main__")
        or issubclass(cls, (enum.Enum, tuple))
        or typing.is_typeddict(cls)
    )
