"""The options that several commands share.

Rule: an option has one meaning, wherever it appears.
"""

import click

from lauren_cli.servers import SERVERS

app_argument = click.argument("app", required=False, metavar="[APP]")

port_option = click.option("--port", type=int, default=8000, show_default=True, help="Port to listen on.")

server_option = click.option(
    "--server",
    type=click.Choice(list(SERVERS)),
    default=None,
    help="The ASGI server; without it the first one that is installed.",
)

factory_option = click.option(
    "--factory", is_flag=True, help="APP is a function that returns the application."
)
