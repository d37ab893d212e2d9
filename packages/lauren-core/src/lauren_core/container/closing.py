"""What happens to a REQUEST instance when its scope ends.

Rule: `@pre_destruct` first, then `aclose()`; each step is logged when it fails and stops no other.
"""

import inspect
import logging
from collections.abc import Callable

from lauren_core.container.bindings import Hook
from lauren_core.container.generators import finish_any
from lauren_core.container.scope import Closer

_log = logging.getLogger("lauren")


def closer_of(hooks: tuple[Hook, ...]) -> Closer:
    """Return the closer of a class with these `pre_destruct` hooks."""

    async def close(instance: object) -> None:
        for hook in hooks:
            await _step(instance, hook.name, getattr(instance, hook.name))
        await close_result(instance)

    return close


async def close_result(instance: object) -> None:
    """Call `aclose()` of an instance that has one, and await what it returns."""
    aclose = getattr(instance, "aclose", None)
    if callable(aclose):
        await _step(instance, "aclose", aclose)


async def close_generator(generator: object) -> None:
    """Run a generator's code after `yield`."""
    await finish_any(generator)


async def _step(instance: object, name: str, function: Callable[[], object]) -> None:
    try:
        result = function()
        if inspect.isawaitable(result):
            await result
    except Exception:
        _log.exception("`%s.%s` failed", type(instance).__name__, name)
