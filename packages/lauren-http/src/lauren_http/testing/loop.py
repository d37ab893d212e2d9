"""An event loop of its own in a thread of its own.

Rule: whatever a coroutine raises there, `SystemExit` too, is raised in the thread that asked.
"""

import asyncio
import threading
import weakref
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import TypeVar, final

__all__ = ["LoopThread"]

T = TypeVar("T")


@final
class LoopThread:
    """A background event loop; it ends with `stop`, or when nobody refers to it any more."""

    __slots__ = ("__weakref__", "_loop", "_stop")

    def __init__(self) -> None:
        ready: Future[asyncio.AbstractEventLoop] = Future()
        thread = threading.Thread(target=_serve, args=(ready,), name="lauren-test-client", daemon=True)
        thread.start()
        self._loop = ready.result()
        self._stop = weakref.finalize(self, _end, self._loop, thread)

    @property
    def running(self) -> bool:
        """Whether `stop` was not called yet."""
        return self._stop.alive

    def run(self, function: Callable[[], Awaitable[T]]) -> T:
        """Await `function()` on the loop and block until it is done.

        Raises:
            RuntimeError: the loop has ended.
        """
        if not self.running:
            raise RuntimeError("this client is closed")
        answer: Future[T] = Future()
        self._loop.call_soon_threadsafe(_start, self._loop, function, answer)
        return answer.result()

    def stop(self) -> None:
        """Cancel what still runs and end the thread; stopping twice is fine."""
        self._stop()


def _serve(ready: "Future[asyncio.AbstractEventLoop]") -> None:
    async def wait() -> None:
        stopped = asyncio.get_running_loop().create_future()
        _STOPPED[asyncio.get_running_loop()] = stopped
        ready.set_result(asyncio.get_running_loop())
        await stopped

    asyncio.run(wait())


_STOPPED: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Future[None]]" = (
    weakref.WeakKeyDictionary()
)


def _start(
    loop: asyncio.AbstractEventLoop, function: Callable[[], Awaitable[T]], answer: "Future[T]"
) -> None:
    task = loop.create_task(_answering(function, answer))
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


_TASKS: "set[asyncio.Task[None]]" = set()


async def _answering(function: Callable[[], Awaitable[T]], answer: "Future[T]") -> None:
    try:
        answer.set_result(await function())
    except BaseException as failure:  # it belongs to the thread that waits for the answer
        answer.set_exception(failure)


def _end(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    stopped = _STOPPED.pop(loop, None)
    if stopped is not None and not loop.is_closed():
        loop.call_soon_threadsafe(stopped.set_result, None)
        if thread is not threading.current_thread():
            thread.join()
