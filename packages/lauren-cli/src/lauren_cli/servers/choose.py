"""Which server runs: the one that was asked for, or the first one that is installed.

Rule: nothing is imported to find out; the answer is a row of the table.
"""

import importlib.util
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lauren_cli.errors import ServerMissingError
from lauren_cli.servers.granian import serve_with_granian
from lauren_cli.servers.hypercorn import serve_with_hypercorn
from lauren_cli.servers.plan import Server
from lauren_cli.servers.uvicorn import serve_with_uvicorn

SERVERS: Final[Mapping[str, Server]] = {
    "granian": Server("granian", ("granian",), serve_with_granian, reload_packages=("watchfiles",)),
    "uvicorn": Server("uvicorn", ("uvicorn",), serve_with_uvicorn),
    "hypercorn": Server("hypercorn", ("hypercorn",), serve_with_hypercorn),
}
"""Every supported server, the default first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The server that runs, and the one that would have been the default when it is another one."""

    server: Server
    instead_of: str | None = None


def choose(
    name: str | None,
    *,
    reload: bool = False,
    servers: Mapping[str, Server] = SERVERS,
    installed: Callable[[str], bool] | None = None,
) -> Choice:
    """Return the server called `name`, or without a name the first one that is installed.

    Raises `ServerMissingError` when its package (or the one it reloads with) is missing.
    """
    is_installed = installed or _is_installed
    if name is not None:
        _require(servers[name], reload, is_installed)
        return Choice(servers[name])
    default = next(iter(servers))
    for server in servers.values():
        if not _missing(server.packages, is_installed):
            _require(server, reload, is_installed)
            return Choice(server, instead_of=None if server.name == default else default)
    raise ServerMissingError("no ASGI server is installed: run `pip install 'lauren[server]'`.")


def _require(server: Server, reload: bool, is_installed: Callable[[str], bool]) -> None:
    missing = _missing((*server.packages, *(server.reload_packages if reload else ())), is_installed)
    if missing:
        raise ServerMissingError(
            f"{' and '.join(missing)} is not installed: run `pip install 'lauren[server]'`."
        )


def _missing(packages: Iterable[str], is_installed: Callable[[str], bool]) -> list[str]:
    return [package for package in packages if not is_installed(package)]


def _is_installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None
