"""What every server is told.

Rule: a new server is a new adapter file and a new row in the table, nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lauren_cli.target import AppTarget, AsgiApp


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


@dataclass(frozen=True, slots=True)
class Server:
    """One supported server: its name, the packages it needs, and the function that runs it.

    `serve(plan)` blocks until the server was told to stop and returns the exit code of the process.
    """

    name: str
    packages: tuple[str, ...]
    serve: Callable[[ServePlan], int]
    reload_packages: tuple[str, ...] = ()
