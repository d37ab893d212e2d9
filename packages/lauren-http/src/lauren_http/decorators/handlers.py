"""The verb decorators: each call registers one more route on the function below it.

Rule: a decorator only appends a `RouteMeta`; the path is judged at startup.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from lauren_core import DecoratorUsageError
from lauren_core.spi import extend, reject_bare
from lauren_http.decorators.metadata import ROUTE_META, RouteMeta

__all__ = ["delete", "get", "head", "options", "patch", "post", "put"]

F = TypeVar("F")

_LOWEST_STATUS, _HIGHEST_STATUS = 100, 599


class VerbDecorator(Protocol):
    """The signature every verb decorator shares (contract H-49)."""

    def __call__(
        self,
        path: str = "",
        *,
        summary: str | None = None,
        description: str | None = None,
        response_model: object = None,
        responses: Mapping[int | str, object] | None = None,
        deprecated: bool = False,
        operation_id: str | None = None,
        include_in_schema: bool = True,
        tags: Iterable[str] | None = None,
        status_code: int | None = None,
    ) -> Callable[[F], F]: ...


def _verb(method: str) -> VerbDecorator:
    name = method.lower()

    def decorator(
        path: str = "",
        *,
        summary: str | None = None,
        description: str | None = None,
        response_model: object = None,
        responses: Mapping[int | str, object] | None = None,
        deprecated: bool = False,
        operation_id: str | None = None,
        include_in_schema: bool = True,
        tags: Iterable[str] | None = None,
        status_code: int | None = None,
    ) -> Callable[[F], F]:
        reject_bare(name, path)
        _check_path(name, path)
        _check_status(name, status_code)
        meta = RouteMeta(
            method=method,
            path=path,
            summary=summary,
            description=description,
            response_model=response_model,
            responses=responses,
            deprecated=deprecated,
            operation_id=operation_id,
            include_in_schema=include_in_schema,
            tags=tags,
            status_code=status_code,
        )

        def decorate(function: F) -> F:
            extend(function, ROUTE_META, [meta])
            return function

        return decorate

    decorator.__name__ = decorator.__qualname__ = name
    decorator.__doc__ = _DOC.format(method=method, name=name)
    return decorator


def _check_path(name: str, path: object) -> None:
    if not isinstance(path, str):
        raise DecoratorUsageError(
            f"`@{name}` takes a path, not `{path!r}`",
            detail={"decorator": name, "received": type(path).__name__},
        )


def _check_status(name: str, status: object) -> None:
    if status is None:
        return
    if (
        not isinstance(status, int)
        or isinstance(status, bool)
        or not _LOWEST_STATUS <= status <= _HIGHEST_STATUS
    ):
        raise DecoratorUsageError(
            f"`@{name}(status_code=…)` takes an HTTP status from 100 to 599, not `{status!r}`",
            detail={"decorator": name, "received": repr(status)},
        )


_DOC = """Register a `{method}` route for the function below (contract H-49 … H-51).

Args:
    path: template below the controller's prefix: `""`, `"/{{id}}"`, `"/files/{{*rest}}"`.
    summary: one line for the API document (default: the docstring's first line).
    description: text for the API document (default: the rest of the docstring).
    response_model: documented success type; never filters output.
    responses: further documented responses, `{{404: "not found"}}`.
    deprecated: marks the operation in the API document.
    operation_id: unique id in the API document.
    include_in_schema: `False` hides the route from the API document.
    tags: tags instead of the controller's.
    status_code: status of a successful result that carries none of its own, 100 to 599.

Raises:
    DecoratorUsageError: used without parentheses, or an argument of the wrong kind.

Example:
    >>> @{name}("/{{id}}")
    ... async def one(self, id: int) -> dict: ...
"""

get = _verb("GET")
post = _verb("POST")
put = _verb("PUT")
patch = _verb("PATCH")
delete = _verb("DELETE")
head = _verb("HEAD")
options = _verb("OPTIONS")
