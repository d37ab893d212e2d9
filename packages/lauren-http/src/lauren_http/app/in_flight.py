"""The tasks that serve requests and connections right now, and how they are drained (contract H-19, C-163 … C-167).

Rule: counting comes before cancelling, so that the log tells the truth.
"""

import asyncio
from typing import Any, final

__all__ = ["InFlight"]


@final
class InFlight:
    """A set of running tasks."""

    __slots__ = ("tasks",)

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[Any]] = set()

    async def drain(self, timeout: float) -> int:  # noqa: ASYNC109  # the contract's parameter, in seconds
        """Wait for the tasks, the calling one excepted; cancel the rest after `timeout` seconds and count them."""
        waiting = self.tasks - {asyncio.current_task()}
        if not waiting:
            return 0
        _, pending = await asyncio.wait(waiting, timeout=timeout)
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending, timeout=timeout)
        return len(pending)
