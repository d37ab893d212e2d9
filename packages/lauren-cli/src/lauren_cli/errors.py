"""What can go wrong before a server runs.

Rule: every error is one sentence that says what to do; a traceback never reaches the user.
"""

from typing import IO

import click

from lauren_cli.screen import complain, show_page


class CliError(click.ClickException):
    """A request that cannot be served; printed as `Error: <sentence>` on stderr, exit code 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence on stderr, or to `file`."""
        complain(self.message, file)


class BadOptionError(CliError):
    """An option or an argument with an impossible value; exit code 2, as for every usage error."""

    exit_code = 2


class TargetError(CliError):
    """The application that was asked for cannot be found or is not an application."""


class ServerMissingError(CliError):
    """The package of the server that was asked for is not installed."""


class AddressError(CliError):
    """The host and port cannot be listened on."""


class StartupPageError(CliError):
    """The application refused to start and says why: its page is printed as it is, exit code 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the page on stderr, or to `file`."""
        show_page(self.message, file)
