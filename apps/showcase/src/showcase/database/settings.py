"""Where the database lives, read from the environment when the application starts."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """The database file; it is created when it does not exist."""

    path: Path


def settings_from_environment() -> DatabaseSettings:
    """Read `SHOWCASE_DB`; without it, a file in the temporary directory."""
    default = Path(tempfile.gettempdir()) / "lauren-showcase.sqlite3"
    return DatabaseSettings(Path(os.environ.get("SHOWCASE_DB") or default))
