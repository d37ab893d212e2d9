"""`@controller`: declare a class whose verb-decorated methods are routes.

Rule: a decorator only attaches metadata and returns the very class it received.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from lauren_core import DecoratorUsageError, Scope
from lauren_core.spi import ROUTABLE_META, RoutableMeta, attach, mark_injectable, reject_bare
from lauren_http.decorators.metadata import CONTROLLER_META, HTTP_KIND, ControllerMeta

__all__ = ["controller"]

C = TypeVar("C", bound=type)

_ROUTABLE = RoutableMeta(kind=HTTP_KIND, package="lauren-http", extension="lauren_http.LaurenFactory")


def controller(
    prefix: str = "",
    *,
    tags: Iterable[str] | None = None,
    summary: str | None = None,
    description: str | None = None,
    deprecated: bool = False,
    security: Iterable[Mapping[str, list[str]]] | None = None,
) -> Callable[[C], C]:
    """Declare a controller class (contract H-48).

    Args:
        prefix: path template put before every route of the class, for example `"/users"`.
        tags: OpenAPI tags of its operations.
        summary: OpenAPI summary for operations without one.
        description: OpenAPI description for operations without one.
        deprecated: marks every operation as deprecated in OpenAPI.
        security: OpenAPI security requirements that replace those of the guards; `[]` means none.

    Raises:
        DecoratorUsageError: used without parentheses, or `prefix` is not a string.

    Example:
        >>> @controller("/users")
        ... class Users: ...
    """
    reject_bare("controller", prefix)
    if not isinstance(prefix, str):
        raise DecoratorUsageError(
            f"`@controller` takes a path prefix, not `{prefix!r}`",
            detail={"decorator": "controller", "received": type(prefix).__name__},
        )

    def decorate(cls: C) -> C:
        meta = ControllerMeta(
            prefix=prefix,
            tags=tags,
            summary=summary,
            description=description,
            deprecated=deprecated,
            security=security,
        )
        attach(cls, CONTROLLER_META, meta)
        attach(cls, ROUTABLE_META, _ROUTABLE)
        mark_injectable(cls, Scope.SINGLETON)
        return cls

    return decorate
