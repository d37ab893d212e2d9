"""Other ASGI applications below a prefix (contract H-26 … H-29).

Rule: the longest prefix wins; a mount at `/` only gets what no route template matches.
"""

import asyncio
import logging
from typing import Any, final

from lauren_http.app.paths import normalise_prefix, strip_prefix
from lauren_http.asgi import ASGIApp, Message, Scope
from lauren_http.routing import Router

__all__ = ["Mounts"]

_log = logging.getLogger("lauren")


@final
class Mounts:
    """The mount table of one application, and the lifespans of what is mounted."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, ASGIApp]] = []
        self._lifespans: list[_Lifespan] = []

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, path: str, app: ASGIApp, *, lifespan: bool) -> None:
        """Mount an application; raises `ValueError` for an empty path."""
        if not path:
            raise ValueError("a mount path must not be empty; use '/' for a fallback")
        self._entries.append((normalise_prefix(path), app))
        self._entries.sort(key=lambda entry: -len(entry[0]))
        if lifespan:
            self._lifespans.append(_Lifespan(app))

    def entries(self) -> list[tuple[str, ASGIApp]]:
        """`(prefix, app)`, longest prefix first."""
        return [(prefix or "/", app) for prefix, app in self._entries]

    def find(self, scope: Scope, router: Router) -> tuple[ASGIApp, Scope] | None:
        """The mounted application for a scope, with the scope it gets (contract H-28)."""
        path = scope["path"]
        for prefix, app in self._entries:
            if not prefix and scope["type"] == "http" and router.allowed_methods(path):
                continue
            below = strip_prefix(path, prefix) if prefix else path
            if below is not None:
                root = (scope.get("root_path") or "").rstrip("/") + prefix
                return app, {**scope, "path": below, "root_path": root, "lauren.relative": True}
        return None

    async def start(self) -> None:
        """Run the mounted applications' startup; a failure fails ours."""
        for lifespan in self._lifespans:
            await lifespan.start()

    async def stop(self) -> None:
        """Run their shutdown, last mounted first."""
        for lifespan in reversed(self._lifespans):
            await lifespan.stop()


@final
class _Lifespan:
    """Drives the lifespan protocol of one mounted application; one that raises on it simply has none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._task: asyncio.Task[Any] | None = None
        self._inbox: asyncio.Queue[Message] = asyncio.Queue()
        self._outbox: asyncio.Queue[Message] = asyncio.Queue()

    async def start(self) -> None:
        self._inbox, self._outbox = asyncio.Queue(), asyncio.Queue()
        self._task = asyncio.create_task(self._run())
        answer = await self._ask("lifespan.startup")
        if answer is not None and answer["type"] == "lifespan.startup.failed":
            raise RuntimeError(f"a mounted application failed to start: {answer.get('message', '')}")

    async def stop(self) -> None:
        if self._task is None or self._task.done():
            return
        await self._ask("lifespan.shutdown")
        await self._task

    async def _ask(self, kind: str) -> Message | None:
        assert self._task is not None  # noqa: S101  # start() made it
        await self._inbox.put({"type": kind})
        answer = asyncio.create_task(self._outbox.get())
        await asyncio.wait({answer, self._task}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        answer.cancel()
        return None

    async def _run(self) -> None:
        scope: Scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        try:
            await self._app(scope, self._inbox.get, self._outbox.put)
        except Exception:  # the protocol's way to say: no lifespan here
            _log.debug("a mounted application has no lifespan", exc_info=True)
