"""The version of this package, as it was installed."""

from importlib.metadata import version
from typing import Final

__version__: Final[str] = version("lauren-cli")
