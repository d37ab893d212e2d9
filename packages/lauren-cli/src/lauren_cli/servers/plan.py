"""What every server is told.

Rule: a new server is a new adapter file and a new row in the table, nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lauren_cli.target import AppTarget, AsgiApp

DRAIN_SECONDS: Final = 10
DRAIN_SECONDS_WITH_RELOAD: Final = 1


@dataclass(frozen=True, slots=True)
class ServePlan:
    """One run of a server; everything in it has been checked.

    `app` is the imported application, for a server that runs in this process; `target` is its name, for
    worker processes, which import it themselves.
    """

    app: AsgiApp
    target: AppTarget
    host: str
    port: int
    workers: int = 1
    reload: bool = False
    verbose: bool = False

    @property
    def drain_seconds(self) -> int:
        """How long open requests, streams and sockets may keep a server that was told to stop.

        A browser holds a WebSocket or an event stream open for ever, and a reload must not wait for it.
        """
        return DRAIN_SECONDS_WITH_RELOAD if self.reload else DRAIN_SECONDS


@dataclass(frozen=True, slots=True)
class Server:
    """One supported server: its name, the packages it needs, and the function that runs it.

    `serve(plan)` blocks until the server was told to stop and returns the exit code of the process.
    """

    name: str
    packages: tuple[str, ...]
    serve: Callable[[ServePlan], int]
    reload_packages: tuple[str, ...] = ()
