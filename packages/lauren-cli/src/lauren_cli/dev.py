"""`lauren dev`: serve on this machine only, reload on change, log everything."""

from collections.abc import Mapping

import click

from lauren_cli.launch import LaunchOptions, launch
from lauren_cli.options import app_argument, factory_option, port_option, server_option
from lauren_cli.servers import SERVERS, Server


@click.command()
@app_argument
@port_option
@server_option
@factory_option
@click.pass_context
def dev(context: click.Context, *, app: str | None, port: int, server: str | None, factory: bool) -> None:
    """Serve on 127.0.0.1, start again when a file changes, and log every request.

    APP is `pkg.module:name`; without it, `app` of `[tool.lauren]` in the nearest pyproject.toml.
    """
    servers: Mapping[str, Server] = context.find_object(dict) or SERVERS
    options = LaunchOptions(app, "127.0.0.1", port, 1, True, server, factory, verbose=True)
    context.exit(launch(options, servers))
