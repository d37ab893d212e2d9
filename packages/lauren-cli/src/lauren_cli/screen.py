"""What the command prints.

Rule: everything goes to stderr, lines are never wrapped, and colour appears only on a terminal.
"""

import sys
from typing import IO

from rich.console import Console
from rich.text import Text


def say(message: str) -> None:
    """Print one line of information."""
    _print(Text("lauren  ", style="bold cyan") + Text(message))


def complain(sentence: str, file: IO[str] | None = None) -> None:
    """Print `Error: <sentence>`."""
    _print(Text("Error: ", style="bold red") + Text(sentence), file)


def show_page(page: str, file: IO[str] | None = None) -> None:
    """Print an error page as it is, its first line in red."""
    headline, newline, rest = page.partition("\n")
    _print(Text(headline, style="bold red") + Text(newline + rest), file)


def _print(text: Text, file: IO[str] | None = None) -> None:
    # A console per call: it must see the stderr of this moment, not the one of the import.
    Console(file=file or sys.stderr, highlight=False).print(text, soft_wrap=True)
