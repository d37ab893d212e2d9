"""Builds a thing once, however many tasks ask for it at the same time. Rule: works on every anyio backend."""

from collections.abc import Awaitable, Callable, Hashable, MutableMapping

import anyio


async def single_flight(
    pending: MutableMapping[Hashable, anyio.Event | None],
    key: Hashable,
    is_done: Callable[[], bool],
    build: Callable[[], Awaitable[None]],
) -> None:
    """Run `build` unless `is_done`; callers that come meanwhile wait, and take over when it fails."""
    while not is_done():
        if key not in pending:
            await _lead(pending, key, build)
            return
        event = pending[key]
        if event is None:
            event = pending[key] = anyio.Event()
        await event.wait()


async def _lead(
    pending: MutableMapping[Hashable, anyio.Event | None], key: Hashable, build: Callable[[], Awaitable[None]]
) -> None:
    pending[key] = None
    try:
        await build()
    finally:
        event = pending.pop(key)
        if event is not None:
            event.set()
