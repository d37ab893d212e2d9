"""The resolved annotations of a structured type, generic arguments filled in.

Rule: run at startup only.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from lauren_core import UnresolvableParameterError

__all__ = ["hints_with_arguments"]


def hints_with_arguments(tp: object, localns: Mapping[str, object] | None = None) -> dict[str, object]:
    """`typing.get_type_hints` of a class or of a generic alias such as `Page[User]`.

    Raises:
        UnresolvableParameterError: an annotation names something that cannot be found.
    """
    kind = cast(Any, get_origin(tp) or tp)
    try:
        hints = get_type_hints(kind, localns=dict(localns) if localns else None, include_extras=True)
    except (NameError, TypeError) as unknown:
        raise UnresolvableParameterError(
            f"the annotations of `{kind.__qualname__}` cannot be resolved: {unknown}",
            detail={"class": kind.__qualname__, "reason": "unresolved_annotation"},
        ) from None
    arguments = dict(zip(getattr(kind, "__parameters__", ()), get_args(tp), strict=False))
    return {name: _filled(hint, arguments) for name, hint in hints.items()} if arguments else hints


def _filled(hint: Any, arguments: dict[object, object]) -> object:
    if isinstance(hint, TypeVar):
        return arguments.get(hint, hint)
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(arguments.get(name, name) for name in parameters)] if parameters else hint
