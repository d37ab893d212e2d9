"""From what the user typed to a running server.

Rule: everything that can be wrong is found here, in this order, before a server starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lauren_cli.address import check_free, check_port, url_of
from lauren_cli.errors import BadOptionError
from lauren_cli.screen import say
from lauren_cli.servers import Choice, ServePlan, Server, choose
from lauren_cli.target import AppTarget, load, locate


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """The options of `lauren run` and `lauren dev`, as typed."""

    app: str | None
    host: str
    port: int
    workers: int
    reload: bool
    server: str | None
    factory: bool
    verbose: bool


def launch(options: LaunchOptions, servers: Mapping[str, Server]) -> int:
    """Check the options, import the application, and run the server; returns its exit code.

    Raises `CliError` with one sentence for everything that stands in the way.
    """
    folder = Path.cwd()
    check_port(options.port)
    _check_workers(options)
    choice = choose(options.server, reload=options.reload, servers=servers)
    target = locate(options.app, factory=options.factory, folder=folder)
    check_free(options.host, options.port)
    app = load(target, folder=folder)
    _announce(options, choice, target)
    return choice.server.serve(
        ServePlan(
            app=app,
            target=target,
            host=options.host,
            port=options.port,
            workers=options.workers,
            reload=options.reload,
            verbose=options.verbose,
        )
    )


def _check_workers(options: LaunchOptions) -> None:
    if options.workers < 1:
        raise BadOptionError(f"{options.workers} workers cannot serve anything: use `--workers 1` or more.")
    if options.reload and options.workers > 1:
        raise BadOptionError("`--reload` works with one worker only: leave out `--workers` or `--reload`.")


def _announce(options: LaunchOptions, choice: Choice, target: AppTarget) -> None:
    if choice.instead_of is not None:
        say(f"{choice.instead_of} is not installed, using {choice.server.name}")
    workers = "1 worker" if options.workers == 1 else f"{options.workers} workers"
    how = "reload on change" if options.reload else workers
    say(f"{target} on {url_of(options.host, options.port)} ({choice.server.name}, {how})")
