"""Finds the lifecycle methods of a class. Rule: ordinary attribute lookup decides, base classes come first."""

import inspect
from collections.abc import Callable

from lauren_core.container.bindings import Hook
from lauren_core.diagnostics import explain
from lauren_core.errors import LifecycleConfigError
from lauren_core.metadata import own, underlying


def hooks_of(cls: type, marker: str) -> tuple[Hook, ...]:
    """Return the marked methods of `cls`: base classes first, then definition order.

    Raises:
        LifecycleConfigError: a hook has required parameters.
    """
    hooks = []
    for base in reversed(cls.__mro__):
        for name, member in vars(base).items():
            if _owner_of(cls, name) is base and own(member, marker):
                hooks.append(_checked(cls, name, member))
    return tuple(hooks)


def _owner_of(cls: type, name: str) -> type:
    return next(base for base in cls.__mro__ if name in vars(base))


def _checked(cls: type, name: str, member: object) -> Hook:
    function = underlying(member)
    if not callable(function):
        raise LifecycleConfigError(
            f"hook `{cls.__name__}.{name}` is not callable", detail={"class": cls.__name__}
        )
    required = _required(function, receiver=not isinstance(member, staticmethod))
    if required:
        error = LifecycleConfigError(
            f"hook `{cls.__name__}.{name}` must not have required parameters, but has `{required[0]}`",
            detail={"class": cls.__name__, "hook": name, "param": required[0]},
        )
        raise explain(
            error,
            where=function,
            subject=f"{cls.__name__}.{name}",
            hints=["inject what the hook needs into the constructor"],
        )
    return Hook(name, function, inspect.iscoroutinefunction(inspect.unwrap(function)))


def _required(function: Callable[..., object], *, receiver: bool) -> list[str]:
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return []
    if receiver and parameters and parameters[0].kind in _POSITIONAL:
        parameters = parameters[1:]
    return [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
