"""Lifecycle signals: events and the bus that carries them.

Rule: a failing listener is logged and never disturbs the emitter; with no listeners, emitting does nothing.
"""

import asyncio
import inspect
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TypeVar, final

from lauren_core.log import Logger, SafeLogger
from lauren_core.os_signals import DEFAULT_SIGNALS, install_signal_handlers, wait_for_shutdown

__all__ = [
    "DEFAULT_SIGNALS",
    "LifecycleEvent",
    "Listener",
    "ShutdownBegin",
    "SignalBus",
    "StartupBegin",
    "StartupComplete",
    "get_default_bus",
    "install_signal_handlers",
    "on",
    "wait_for_shutdown",
]

F = TypeVar("F", bound=Callable[..., object])
Listener = Callable[..., object]
_log = logging.getLogger("lauren.signals")


@dataclass(kw_only=True)
class LifecycleEvent:
    """Base of every event; `timestamp` is `time.monotonic()` in seconds."""

    timestamp: float = field(default_factory=time.monotonic)


@dataclass(kw_only=True)
class StartupBegin(LifecycleEvent):
    """The application begins to start; no singleton is built yet."""

    app: object = None


@dataclass(kw_only=True)
class StartupComplete(LifecycleEvent):
    """All start hooks are done; `duration_s` in seconds."""

    app: object = None
    duration_s: float = 0.0


@dataclass(kw_only=True)
class ShutdownBegin(LifecycleEvent):
    """The application begins to stop, before it drains."""

    app: object = None


@final
class SignalBus:
    """Delivers events to listeners of their class and its bases.

    Args:
        logger: where failing listeners are logged; the stdlib logger `lauren.signals` when omitted.

    Example:
        >>> bus = SignalBus()
        >>> @bus.on(StartupBegin)
        ... def hello(event): print("hello")
        >>> bus.emit_sync(StartupBegin())
        hello
    """

    def __init__(self, logger: Logger | None = None) -> None:
        self._logger = SafeLogger(logger) if logger is not None else None
        self._listeners: dict[type, list[Listener]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def from_default(cls, logger: Logger | None = None) -> "SignalBus":
        """Return a new bus that starts with a copy of the default bus's listeners."""
        bus = cls(logger)
        bus.copy_listeners(get_default_bus())
        return bus

    def on(self, event_type: type) -> Callable[[F], F]:
        """Return a decorator that registers a listener, sync or async, once.

        Raises:
            TypeError: `event_type` is not a class.
        """
        if not isinstance(event_type, type):
            raise TypeError(f"`on` expects an event class, got `{event_type!r}`")

        def register(listener: F) -> F:
            listeners = self._listeners.setdefault(event_type, [])
            if listener not in listeners:
                self._listeners[event_type] = [*listeners, listener]
            return listener

        return register

    def off(self, event_type: type, listener: Listener) -> bool:
        """Remove a listener; `False` when it was not registered."""
        listeners = self._listeners.get(event_type, [])
        if listener not in listeners:
            return False
        self._listeners[event_type] = [item for item in listeners if item != listener]
        return True

    def listener_count(self, event_type: type) -> int:
        """Return how many listeners an event of this type reaches."""
        return len(self._for(event_type))

    def clear(self) -> None:
        """Remove every listener."""
        self._listeners.clear()

    def copy_listeners(self, other: "SignalBus") -> None:
        """Register every listener of another bus here as well."""
        for event_type, listeners in other._listeners.items():
            for listener in listeners:
                self.on(event_type)(listener)

    async def emit(self, event: LifecycleEvent) -> None:
        """Call the listeners, most specific class first; async ones are awaited one after another."""
        if not self._listeners:
            return
        for listener in self._for(type(event)):
            try:
                result = listener(event)
                if inspect.isawaitable(result):
                    await result
            except Exception as error:
                self._failed(listener, event, error)

    def emit_sync(self, event: LifecycleEvent) -> None:
        """Call the sync listeners now; coroutines are scheduled on the running asyncio loop."""
        if not self._listeners:
            return
        for listener in self._for(type(event)):
            try:
                result = listener(event)
            except Exception as error:
                self._failed(listener, event, error)
                continue
            if inspect.iscoroutine(result):
                self._schedule(result, listener, event)

    def _for(self, event_type: type) -> list[Listener]:
        return [listener for cls in event_type.__mro__ for listener in self._listeners.get(cls, ())]

    def _schedule(
        self, coroutine: Coroutine[object, object, object], listener: Listener, event: LifecycleEvent
    ) -> None:
        async def run() -> None:
            try:
                await coroutine
            except Exception as error:
                self._failed(listener, event, error)

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            coroutine.close()
            self._dropped(listener, event)
            return
        task = loop.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _failed(self, listener: Listener, event: LifecycleEvent, error: Exception) -> None:
        name, kind = _name_of(listener), type(event).__name__
        if self._logger is None:
            _log.error("listener `%s` of %s failed: %s", name, kind, error, exc_info=error)
            return
        text = f"listener `{name}` of {kind} failed: {error}"
        self._logger.error(text, context="SignalBus", listener=name, event=kind, error=repr(error))

    def _dropped(self, listener: Listener, event: LifecycleEvent) -> None:
        name, kind = _name_of(listener), type(event).__name__
        text = f"async listener `{name}` of {kind} was not run: no event loop is running"
        if self._logger is None:
            _log.warning("%s", text)
        else:
            self._logger.warning(text, context="SignalBus", listener=name, event=kind)


_default_bus = SignalBus()


def get_default_bus() -> SignalBus:
    """Return the process-wide bus whose listeners every new application's bus starts with."""
    return _default_bus


def on(event_type: type) -> Callable[[F], F]:
    """Register a listener on the default bus.

    Raises:
        TypeError: `event_type` is not a class.
    """
    return _default_bus.on(event_type)


def _name_of(listener: Listener) -> str:
    return str(getattr(listener, "__qualname__", None) or repr(listener))
