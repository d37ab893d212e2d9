"""Console, JSON and in-memory loggers for the lauren web framework."""

from importlib.metadata import PackageNotFoundError, version

from lauren_core import LogLevel
from lauren_logging.console import ConsoleLogger
from lauren_logging.default import default_logger
from lauren_logging.durations import format_duration_ms
from lauren_logging.json_lines import JsonLogger
from lauren_logging.memory import InMemoryLogger

try:
    __version__ = version("lauren-logging")
except PackageNotFoundError:  # a source tree without an installed distribution
    __version__ = "0"

__all__ = [
    "ConsoleLogger",
    "InMemoryLogger",
    "JsonLogger",
    "LogLevel",
    "__version__",
    "default_logger",
    "format_duration_ms",
]
