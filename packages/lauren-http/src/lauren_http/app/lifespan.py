"""The ASGI lifespan protocol: start-up and shutdown as the server asks for them (contract H-18, C-160).

Rule: a lifespan scope never raises to the server.
"""

import logging
from typing import Protocol

from lauren_http.asgi import Receive, Scope, Send

__all__ = ["Startable", "run_lifespan"]

_log = logging.getLogger("lauren")


class Startable(Protocol):
    """What the protocol needs of an application."""

    @property
    def started(self) -> bool:
        """Whether `startup()` has completed."""
        ...

    async def startup(self) -> object:
        """Start the application."""
        ...

    async def shutdown(self) -> None:
        """Stop the application."""
        ...


async def run_lifespan(app: Startable, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `lifespan.startup` and `lifespan.shutdown`."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            if not await _startup(app, send):
                return
        elif message["type"] == "lifespan.shutdown":
            await _shutdown(app, send)
            return


async def _startup(app: Startable, send: Send) -> bool:
    try:
        if not app.started:
            await app.startup()
    except Exception as error:
        _log.exception("the application failed to start")
        await send({"type": "lifespan.startup.failed", "message": str(error)})
        return False
    await send({"type": "lifespan.startup.complete"})
    return True


async def _shutdown(app: Startable, send: Send) -> None:
    try:
        await app.shutdown()
    except Exception as error:
        _log.exception("the application failed to shut down")
        await send({"type": "lifespan.shutdown.failed", "message": str(error)})
        return
    await send({"type": "lifespan.shutdown.complete"})
