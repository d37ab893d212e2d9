"""One request's transaction.

Rule: it begins with the first write, and what was not committed when the request ends is rolled back.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import anyio.to_thread

from lauren import Scope, injectable
from showcase.database.database import Database

Parameters = Mapping[str, str | int | None]
AfterCommit = Callable[[], Awaitable[None]]

NOTHING: Final[Parameters] = {}


@injectable(scope=Scope.REQUEST)
class UnitOfWork:
    """Reads and writes of one request, through one connection that is opened when it is first needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: sqlite3.Connection | None = None
        self._after_commit: list[AfterCommit] = []

    async def read(self, sql: str, parameters: Parameters = NOTHING) -> list[sqlite3.Row]:
        """Run a query; inside a transaction it sees the request's own writes."""
        return await anyio.to_thread.run_sync(self._run, sql, parameters)

    async def write(self, sql: str, parameters: Parameters = NOTHING) -> list[sqlite3.Row]:
        """Run a statement inside the request's transaction; returns the rows of a `RETURNING` clause."""
        return await anyio.to_thread.run_sync(self._write, sql, parameters)

    def after_commit(self, callback: AfterCommit) -> None:
        """Call `callback` once this request's writes are visible to everybody; never when they are not."""
        self._after_commit.append(callback)

    async def commit(self) -> None:
        """Make the writes visible, then run what waited for that, in the order it was registered."""
        if self._in_transaction():
            await anyio.to_thread.run_sync(self._run, "COMMIT", NOTHING)
        waiting, self._after_commit = self._after_commit, []
        for callback in waiting:
            await callback()

    async def rollback(self) -> None:
        """Take the writes back and forget what waited for their commit."""
        self._after_commit.clear()
        if self._in_transaction():
            await anyio.to_thread.run_sync(self._run, "ROLLBACK", NOTHING)

    async def aclose(self) -> None:
        """Close the connection at the end of the request; SQLite rolls an open transaction back."""
        self._after_commit.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            await anyio.to_thread.run_sync(connection.close)

    def _in_transaction(self) -> bool:
        return self._connection is not None and self._connection.in_transaction

    def _write(self, sql: str, parameters: Parameters) -> list[sqlite3.Row]:
        if not self._in_transaction():
            # IMMEDIATE takes the write lock now: a later upgrade could fail while another request writes.
            self._run("BEGIN IMMEDIATE", NOTHING)
        return self._run(sql, parameters)

    def _run(self, sql: str, parameters: Parameters) -> list[sqlite3.Row]:
        if self._connection is None:
            self._connection = self._database.connect()
        return self._connection.execute(sql, parameters).fetchall()
