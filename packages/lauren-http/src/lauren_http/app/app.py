"""`LaurenApp`: the ASGI application that startup assembled.

Rule: a table keyed by ASGI scope type; nothing here knows WebSockets or OpenAPI.
"""

import asyncio
import inspect
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, final

from lauren_core import (
    DIContainer,
    LifecycleScheduler,
    LifecycleViolationError,
    Logger,
    ModuleGraph,
    ShutdownBegin,
    SignalBus,
    StartupBegin,
    StartupComplete,
)
from lauren_http.app.http import HttpProtocol
from lauren_http.app.in_flight import InFlight
from lauren_http.app.lifespan import run_lifespan
from lauren_http.app.mounts import Mounts
from lauren_http.app.paths import relative_scope
from lauren_http.app.refuse import refuse_unavailable, refuse_unstarted, refuse_websocket
from lauren_http.app.route import Route, RoutePlan
from lauren_http.asgi import ASGIApp, Receive, Scope, Send
from lauren_http.encoders import JSONEncoder
from lauren_http.pipeline.envelope import Envelope
from lauren_http.request import Request
from lauren_http.request_scope import close_scope
from lauren_http.response import Response
from lauren_http.routing import RouteEntry, Router
from lauren_http.state import AppState

__all__ = ["Assembly", "LaurenApp", "ProtocolHandler"]

_log = logging.getLogger("lauren")
ProtocolHandler = Callable[["LaurenApp", Scope, Receive, Send], Awaitable[None]]
C = TypeVar("C", bound=Callable[[], object])

_DEFAULT_DRAIN = 10.0


@final
@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything `LaurenFactory` puts into an application."""

    modules: ModuleGraph
    container: DIContainer
    lifecycle: LifecycleScheduler
    router: Router
    routes: tuple[Route, ...]
    http: HttpProtocol
    protocols: Mapping[str, ProtocolHandler]
    extensions: tuple[object, ...]
    app_state: AppState
    json_encoder: JSONEncoder
    signals: SignalBus
    logger: Logger
    error_format: str
    root_path: str
    strict_lifecycle: bool
    envelope: Envelope


class LaurenApp:
    """The compiled application; made by `LaurenFactory.create` only (contract H-7).

    It is an ASGI 3 application: hand it to any ASGI server.
    """

    def __init__(self, assembly: Assembly) -> None:
        self._parts = assembly
        self._mounts = Mounts()
        self._in_flight = InFlight()
        self._callbacks: list[Callable[[], object]] = []
        self._start_lock = asyncio.Lock()
        self._stop_lock = asyncio.Lock()
        self._started = self._stopping = self._stopped = False
        self._is_plain = False
        self._handlers: dict[str, ASGIApp] = {"http": assembly.http}
        for kind, handler in assembly.protocols.items():
            self._handlers[kind] = _bound(handler, self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI scope; unknown scope types are ignored."""
        kind = scope["type"]
        handler = self._handlers.get(kind)
        if not self._is_plain or handler is None or scope.get("root_path"):
            admitted = await self._admit(scope, receive, send)
            if admitted is None:
                return
            handler, scope = admitted
        # PERF: inproc W1: the set of tasks is what drain needs; 0.1 µs a request.
        task: Any = asyncio.current_task()
        tasks = self._in_flight.tasks
        tasks.add(task)
        try:
            await handler(scope, receive, send)
        finally:
            tasks.discard(task)

    @property
    def router(self) -> Router:
        """The frozen router."""
        return self._parts.router

    @property
    def container(self) -> DIContainer:
        """The application's DI container."""
        return self._parts.container

    @property
    def module_graph(self) -> ModuleGraph:
        """The compiled modules."""
        return self._parts.modules

    @property
    def app_state(self) -> AppState:
        """Application-wide state; sealed by `startup()`."""
        return self._parts.app_state

    @property
    def json_encoder(self) -> JSONEncoder:
        """The encoder of all JSON output that no `@use_encoder` overrides."""
        return self._parts.json_encoder

    @property
    def signals(self) -> SignalBus:
        """The application's event bus."""
        return self._parts.signals

    @property
    def logger(self) -> Logger:
        """The application's logger; silent unless `logger=` was given."""
        return self._parts.logger

    @property
    def error_format(self) -> str:
        """`"default"` or `"rfc7807"`."""
        return self._parts.error_format

    @property
    def root_path(self) -> str:
        """The configured root path."""
        return self._parts.root_path

    @property
    def extensions(self) -> tuple[object, ...]:
        """The extensions the application was built with."""
        return self._parts.extensions

    @property
    def route_plans(self) -> tuple[RoutePlan, ...]:
        """The plan of every route, in registration order."""
        return tuple(route.plan for route in self._parts.routes)

    @property
    def mounts(self) -> list[tuple[str, ASGIApp]]:
        """The mounted applications, longest prefix first (a copy)."""
        return self._mounts.entries()

    @property
    def started(self) -> bool:
        """Whether `startup()` has completed."""
        return self._started

    def routes(self) -> list[RouteEntry]:
        """Every route, in registration order, documentation routes included."""
        return self._parts.router.routes()

    def mount(self, path: str, app: ASGIApp, *, lifespan: bool = True) -> None:
        """Serve another ASGI application below a prefix (contract H-26).

        Args:
            path: the prefix; `"/"` makes it the fallback for paths no route has.
            app: any ASGI application.
            lifespan: run its lifespan with ours (started after our singletons, stopped before them).

        Raises:
            ValueError: the path is empty.
        """
        self._mounts.add(path, app, lifespan=lifespan)
        self._is_plain = False

    def on_shutdown(self, callback: C) -> C:
        """Run a callable without arguments at shutdown, last registered first; usable as a decorator."""
        self._callbacks.append(callback)
        return callback

    async def handle(self, request: Request) -> Response:
        """Run the whole pipeline for an already built request; application errors are rendered, never raised."""
        await self._ensure_started()
        try:
            return await self._parts.http.handle(request)
        finally:
            await close_scope(request)

    async def startup(self) -> None:
        """Build singletons, run `@post_construct` hooks, seal the state (contract H-17).

        Raises:
            LifecycleViolationError: already started or shut down, unless `strict_lifecycle=False`.
        """
        async with self._start_lock:
            if self._started or self._stopping:
                if self._parts.strict_lifecycle:
                    raise LifecycleViolationError(
                        "`startup()` was called after shutdown" if self._stopping else "startup called twice"
                    )
                return
            await self._start()

    async def shutdown(self, *, drain_timeout: float = _DEFAULT_DRAIN) -> None:
        """Stop accepting, drain, run callbacks, tear down; idempotent (contract H-19, C-163 … C-167).

        Args:
            drain_timeout: seconds to wait for requests in flight, and for each teardown hook.
        """
        if self._stopping and asyncio.current_task() in self._in_flight.tasks:
            return
        async with self._stop_lock:
            if not self._stopped:
                await self._stop(drain_timeout)

    async def _start(self) -> None:
        began = time.perf_counter()
        parts = self._parts
        await parts.signals.emit(StartupBegin(app=self))
        await parts.lifecycle.run_post_construct()
        parts.http.bind()
        await self._mounts.start()
        parts.app_state.seal()
        self._started = True
        self._is_plain = not (self._mounts or parts.root_path)
        parts.logger.info("Application ready", context="LaurenApp")
        await parts.signals.emit(StartupComplete(app=self, duration_s=time.perf_counter() - began))

    async def _stop(self, drain_timeout: float) -> None:
        parts, was_started = self._parts, self._started
        self._stopping, self._is_plain = True, False
        parts.logger.info("Shutdown initiated", context="Shutdown")
        try:
            await parts.signals.emit(ShutdownBegin(app=self))
            left = await self._in_flight.drain(drain_timeout)
            if left:
                parts.logger.warning("Drain timeout", context="Shutdown", in_flight=left)
            await self._run_callbacks(drain_timeout)
            await self._mounts.stop()
            if was_started:
                for failure in await parts.lifecycle.run_pre_destruct(timeout=drain_timeout):
                    parts.logger.error(str(failure), context="Shutdown")
        finally:
            self._stopped, self._started = True, False
            parts.logger.info("Goodbye", context="Shutdown")

    async def _run_callbacks(self, limit: float) -> None:
        for callback in reversed(self._callbacks):
            try:
                async with asyncio.timeout(limit):
                    result = callback()
                    if inspect.isawaitable(result):
                        await result
            except Exception as error:
                _log.exception("an on_shutdown callback failed")
                self._report("on_shutdown callback failed", error)

    def _report(self, text: str, error: Exception) -> None:
        self._parts.logger.error(text, context="Shutdown", error=repr(error))

    async def _ensure_started(self) -> None:
        async with self._start_lock:
            if not self._started and not self._stopping:
                _log.warning("a request arrived before startup(); the application starts itself now")
                await self._start()

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> tuple[ASGIApp, Scope] | None:
        """The slow path: lifespan, not started yet, shutting down, a root path, mounts, unknown scope types."""
        kind = scope["type"]
        if kind == "lifespan":
            await run_lifespan(self, scope, receive, send)
            return None
        if kind not in {"http", "websocket"}:
            return None
        if not self._started and not await self._is_available(scope, receive, send):
            return None
        scope = relative_scope(scope, self._parts.root_path)
        mounted = self._mounts.find(scope, self._parts.router)
        if mounted is not None:
            return mounted
        handler = self._handlers.get(kind)
        if handler is None:
            await refuse_websocket(receive, send)
            return None
        return handler, scope

    async def _is_available(self, scope: Scope, receive: Receive, send: Send) -> bool:
        if self._stopping:
            await refuse_unavailable(self._parts.envelope, scope, receive, send)
            return False
        try:
            await self._ensure_started()
        except Exception as error:
            _log.exception("the application failed to start")
            await refuse_unstarted(self._parts.envelope, error, scope, receive, send)
            return False
        return True


def _bound(handler: ProtocolHandler, app: LaurenApp) -> ASGIApp:
    async def bound(scope: Scope, receive: Receive, send: Send) -> None:
        await handler(app, scope, receive, send)

    return bound
