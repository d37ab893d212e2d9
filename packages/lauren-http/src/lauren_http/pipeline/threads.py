"""Plain `def` handlers run in a worker thread, never on the event loop (contract H-165, H-166).

Rule: context variables travel along; `StopIteration` cannot hang the loop.
"""

import functools
import inspect
from collections.abc import Callable

from anyio import to_thread

__all__ = ["run_sync"]


async def run_sync(function: Callable[..., object], *args: object, **kwargs: object) -> object:
    """Call a sync function in anyio's worker threads; an awaitable result is awaited here."""
    result = await to_thread.run_sync(functools.partial(_call, function, args, kwargs))
    if inspect.isawaitable(result):
        return await result
    return result


def _call(function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]) -> object:
    try:
        return function(*args, **kwargs)
    except StopIteration as error:
        # A StopIteration cannot be carried by a future: it would end the awaiting coroutine silently.
        raise RuntimeError("the handler raised StopIteration") from error
