"""The `lauren` command and its table of commands.

Rule: an error leaves as one sentence on stderr and a non-zero exit code.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from lauren_cli.dev import dev
from lauren_cli.errors import BadOptionError
from lauren_cli.run import run
from lauren_cli.version import __version__


class SentenceGroup(click.Group):
    """A group of commands that prints a usage error as one sentence instead of a usage page."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Parse the group's own options."""
        with _one_sentence():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Parse and run the command."""
        with _one_sentence():
            return super().invoke(ctx)


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        text = " ".join(error.format_message().split()).rstrip(".?")
        command = error.ctx.command_path if error.ctx else "lauren"
        raise BadOptionError(f"{text}; see `{command} --help`.") from None


@click.group(cls=SentenceGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="lauren", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Run and develop lauren applications."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


main.add_command(run)
main.add_command(dev)
