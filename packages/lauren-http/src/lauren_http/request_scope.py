"""What one request carries for the pipeline: its DI scope and its execution context, made when first asked for.

Rule: a request that needs neither gets neither.
"""

from lauren_core import RequestScope
from lauren_http.context import ExecutionContext
from lauren_http.request import Request

__all__ = ["close_scope", "context_of", "scope_of"]

_SCOPE = "_lauren_scope"
_CONTEXT = "_lauren_context"


def scope_of(request: Request) -> RequestScope:
    """The request's one cache of REQUEST-scoped instances (contract H-148)."""
    scope: RequestScope | None = getattr(request, _SCOPE, None)
    if scope is None:
        scope = RequestScope({Request: request})
        setattr(request, _SCOPE, scope)
    return scope


def context_of(request: Request, fresh: ExecutionContext | None = None) -> ExecutionContext:
    """The request's one execution context (contract H-72); `fresh` becomes it when there is none yet."""
    context: ExecutionContext | None = getattr(request, _CONTEXT, None)
    if context is None:
        context = fresh or ExecutionContext(request)
        setattr(request, _CONTEXT, context)
    return context


async def close_scope(request: Request) -> None:
    """Finalise the request's instances, if it has any (contract C-118, C-119)."""
    scope: RequestScope | None = getattr(request, _SCOPE, None)
    if scope is not None:
        await scope.aclose()
