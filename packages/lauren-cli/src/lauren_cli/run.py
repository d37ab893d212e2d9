"""`lauren run`: serve an application."""

from collections.abc import Mapping

import click

from lauren_cli.launch import LaunchOptions, launch
from lauren_cli.options import app_argument, factory_option, port_option, server_option
from lauren_cli.servers import SERVERS, Server


@click.command()
@app_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@port_option
@click.option("--workers", type=int, default=1, show_default=True, help="Number of worker processes.")
@click.option("--reload", is_flag=True, help="Start again when a file changes.")
@server_option
@factory_option
@click.pass_context
def run(
    context: click.Context,
    *,
    app: str | None,
    host: str,
    port: int,
    workers: int,
    reload: bool,
    server: str | None,
    factory: bool,
) -> None:
    """Serve an application.

    APP is `pkg.module:name`; without it, `app` of `[tool.lauren]` in the nearest pyproject.toml.
    """
    servers: Mapping[str, Server] = context.find_object(dict) or SERVERS
    options = LaunchOptions(app, host, port, workers, reload, server, factory, verbose=False)
    context.exit(launch(options, servers))
