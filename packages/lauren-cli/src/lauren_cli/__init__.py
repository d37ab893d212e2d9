"""The `lauren` command.

Rule: nothing here imports a lauren package; an application is any ASGI callable.
"""

from lauren_cli.main import main
from lauren_cli.version import __version__

__all__ = ["__version__", "main"]
