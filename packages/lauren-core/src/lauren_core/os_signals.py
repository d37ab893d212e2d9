"""Connects SIGINT and SIGTERM to a graceful shutdown. Rule: the only file that knows asyncio's loop."""

import asyncio
import signal
from collections.abc import Coroutine, Iterable
from types import FrameType
from typing import Final, Protocol, final

from lauren_core.log import Logger, NullLogger, SafeLogger

DEFAULT_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Stoppable(Protocol):
    """What can be shut down, such as an application."""

    def shutdown(self, *, drain_timeout: float = 10.0) -> Coroutine[object, object, None]:
        """Stop within about `drain_timeout` seconds."""
        ...


def install_signal_handlers(
    app: Stoppable,
    *,
    signals: Iterable[signal.Signals] = DEFAULT_SIGNALS,
    drain_timeout: float = 10.0,
    loop: asyncio.AbstractEventLoop | None = None,
) -> asyncio.Event:
    """Shut `app` down at the first of `signals`; return the event that is set when it arrives.

    Args:
        app: has `async shutdown(*, drain_timeout)`; its `logger` is used when it has one.
        signals: which signals.
        drain_timeout: seconds that running requests get.
        loop: the loop to work on; the running one when omitted.

    Example:
        >>> async def main(app):
        ...     await wait_for_shutdown(install_signal_handlers(app))
        ...     await app.shutdown()
    """
    catcher = _Catcher(app, drain_timeout, loop or asyncio.get_running_loop())
    for number in signals:
        catcher.install(number)
    return catcher.event


async def wait_for_shutdown(event: asyncio.Event) -> None:
    """Wait until a signal has arrived; await `app.shutdown()` to wait for the shutdown itself."""
    await event.wait()


@final
class _Catcher:
    def __init__(self, app: Stoppable, drain_timeout: float, loop: asyncio.AbstractEventLoop) -> None:
        self.event = asyncio.Event()
        self._app = app
        self._drain_timeout = drain_timeout
        self._loop = loop
        logger: Logger = getattr(app, "logger", None) or NullLogger()
        self._logger = SafeLogger(logger)
        self._task: asyncio.Task[None] | None = None

    def install(self, number: signal.Signals) -> None:
        try:
            self._loop.add_signal_handler(number, self._caught, number)
        except (NotImplementedError, RuntimeError, ValueError):
            self._install_plainly(number)

    def _install_plainly(self, number: signal.Signals) -> None:
        def handler(_: int, __: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self._caught, number)

        try:
            signal.signal(number, handler)
        except (ValueError, OSError):
            text = f"cannot handle {number.name} here"
            self._logger.warning(text, context="Shutdown", signal=number.name)

    def _caught(self, number: signal.Signals) -> None:
        if self.event.is_set():
            text = f"{number.name} ignored: already stopping"
            self._logger.warning(text, context="Shutdown", signal=number.name)
            return
        text = f"{number.name} received"
        self._logger.info(text, context="Shutdown", signal=number.name)
        self.event.set()
        self._task = self._loop.create_task(self._app.shutdown(drain_timeout=self._drain_timeout))
