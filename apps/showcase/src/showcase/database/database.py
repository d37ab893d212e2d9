"""The database file: its tables, and connections to it.

Rule: everything here blocks, so it is called in worker threads only.
"""

import sqlite3

import anyio.to_thread

from lauren import injectable, post_construct
from showcase.database.settings import DatabaseSettings

SECONDS_TO_WAIT_FOR_A_LOCK = 5.0

# AUTOINCREMENT: the id of a deleted task is never given to another one, which clients rely on.
SCHEMA = """
CREATE TABLE IF NOT EXISTS tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)
"""


@injectable()
class Database:
    """One per application; creates the tables when the application starts."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._path = settings.path

    @post_construct
    async def create_tables(self) -> None:
        """Create what is missing, off the event loop."""
        await anyio.to_thread.run_sync(self._create_tables)

    def connect(self) -> sqlite3.Connection:
        """Open a connection that one request uses from one worker thread after the other."""
        connection = sqlite3.connect(
            self._path,
            timeout=SECONDS_TO_WAIT_FOR_A_LOCK,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _create_tables(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = self.connect()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(SCHEMA)
        finally:
            connection.close()
