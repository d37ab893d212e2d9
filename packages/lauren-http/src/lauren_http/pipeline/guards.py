"""Guards: all must allow, the first refusal ends the request (contract H-154).

Rule: the one place that awaits a guard's answer; whatever is not an answer denies.
"""

import inspect
from collections.abc import Sequence
from typing import NoReturn

from lauren_core import DIContainer, RequestScope
from lauren_http.context import ExecutionContext
from lauren_http.errors import ForbiddenError

__all__ = ["apply_guards", "forbid", "guard_allows", "is_truthy"]


async def guard_allows(guard: object, context: object) -> bool:
    """Ask one guard; awaitable answers are awaited, and only a truthy final answer allows.

    Args:
        guard: an instance with `can_activate`.
        context: the execution context (HTTP) or connection context (WebSocket).
    """
    return await is_truthy(guard.can_activate(context))  # type: ignore[attr-defined]  # judged at startup: it has can_activate


async def is_truthy(answer: object) -> bool:
    """The truth of what a guard answered: an awaitable is no answer yet, so it is awaited."""
    while inspect.isawaitable(answer):
        answer = await answer
    return bool(answer)


def forbid(guard: type) -> NoReturn:
    """The 403 of a refusing guard."""
    raise ForbiddenError(f"`{guard.__name__}` refused the request", detail={"guard": guard.__name__})


async def apply_guards(
    guard_classes: Sequence[type],
    context: ExecutionContext,
    *,
    container: DIContainer,
    scope: RequestScope,
    owning_module: type | None = None,
) -> type | None:
    """Run a chain of guard classes; the first class that refused, or `None` when all allowed."""
    for cls in guard_classes:
        resolver = container.resolver(cls, owning_module=owning_module)
        guard = resolver.build(scope)
        if resolver.is_async:
            guard = await guard  # type: ignore[misc]  # is_async promises an awaitable
        if not await guard_allows(guard, context):
            return cls
    return None
