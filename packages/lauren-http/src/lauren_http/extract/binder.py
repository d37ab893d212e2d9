"""The interpreted form of extraction: runs the steps of a plan against a `Request`.

Rule: the readable twin of the generated code; used where arguments are bound outside a generated route.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, final

from lauren_core import RequestScope
from lauren_http.extract.plan import ParamPlan
from lauren_http.request import Request
from lauren_http.request_scope import context_of

__all__ = ["Binder"]


@final
class Binder:
    """Binds the arguments of one function."""

    __slots__ = ("_params",)

    def __init__(self, params: Sequence[ParamPlan]) -> None:
        self._params = tuple(params)

    async def bind(self, request: Request, scope: RequestScope) -> dict[str, object]:
        """Every argument by name; the first failing parameter raises its error."""
        return {param.name: await _run(param, request, scope) for param in self._params}


async def _run(param: ParamPlan, request: Request, scope: RequestScope) -> object:
    step = param.step
    raw = _READERS[step.fetch.kind](request, scope, step.fetch.key)
    if step.fetch.kind in _AWAITED:
        raw = await raw
    if raw is None and step.fallback is not None:
        return step.fallback()
    return raw if step.convert is None else step.convert(raw)


def _query(request: Request, scope: RequestScope, key: str) -> str | None:
    values = request.query_params.get(key)
    return values[0] if values else None


def _header_list(request: Request, scope: RequestScope, key: str) -> list[str] | None:
    lines = request.headers.getall(key)
    return [item for line in lines for piece in line.split(",") if (item := piece.strip())] or None


async def _body(request: Request, scope: RequestScope, key: object) -> bytes | None:
    return await request.body() or None


async def _resolve(request: Request, scope: RequestScope, resolver: Any) -> object:
    built = resolver.build(scope)
    return await built if resolver.is_async else built


_AWAITED: Final = frozenset({"body", "resolve"})
_READERS: Final[dict[str, Callable[[Request, RequestScope, Any], Any]]] = {
    "absent": lambda request, scope, key: None,
    "path": lambda request, scope, key: request.path_params[key],
    "query": _query,
    "query_list": lambda request, scope, key: request.query_params.get(key),
    "query_map": lambda request, scope, key: request.query_params,
    "header": lambda request, scope, key: request.headers.get(key),
    "header_list": _header_list,
    "cookie": lambda request, scope, key: request.cookies.get(key),
    "body": _body,
    "state": lambda request, scope, read: read(request),
    "request": lambda request, scope, key: request,
    "context": lambda request, scope, key: context_of(request),
    "resolve": _resolve,
}
