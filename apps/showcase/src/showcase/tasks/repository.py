"""Tasks as rows.

Rule: SQL is written here and nowhere else, with parameters only.
"""

import sqlite3

from lauren import Scope, injectable
from showcase.database import UnitOfWork
from showcase.tasks.models import Task


@injectable(scope=Scope.REQUEST)
class TaskRepository:
    """Loads and stores tasks inside the request's unit of work."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def find(self, *, done: bool | None, text: str, limit: int) -> list[Task]:
        """The newest `limit` tasks whose title contains `text`; ASCII letters match in either case."""
        rows = await self._work.read(
            """
            SELECT * FROM tasks
            WHERE (:done IS NULL OR done = :done) AND instr(lower(title), lower(:text)) > 0
            ORDER BY id DESC LIMIT :limit
            """,
            {"done": done, "text": text, "limit": limit},
        )
        return [_task(row) for row in rows]

    async def get(self, task_id: int) -> Task | None:
        """The task, or `None`."""
        return _first(await self._work.read("SELECT * FROM tasks WHERE id = :id", {"id": task_id}))

    async def insert(self, title: str) -> Task:
        """Store a new task."""
        rows = await self._work.write(
            "INSERT INTO tasks (title) VALUES (:title) RETURNING *", {"title": title}
        )
        return _task(rows[0])

    async def update(self, task_id: int, *, title: str | None, done: bool | None) -> Task | None:
        """Change what is not `None`; returns the task as it is now, or `None` when there is none."""
        rows = await self._work.write(
            """
            UPDATE tasks
            SET title = coalesce(:title, title), done = coalesce(:done, done), version = version + 1
            WHERE id = :id RETURNING *
            """,
            {"id": task_id, "title": title, "done": done},
        )
        return _first(rows)

    async def delete(self, task_id: int) -> Task | None:
        """Remove the task; returns it as it was, or `None` when there is none."""
        return _first(await self._work.write("DELETE FROM tasks WHERE id = :id RETURNING *", {"id": task_id}))

    async def delete_done(self) -> list[Task]:
        """Remove every task that is done; returns them."""
        return [_task(row) for row in await self._work.write("DELETE FROM tasks WHERE done RETURNING *")]

    async def count(self) -> tuple[int, int]:
        """How many tasks there are, and how many of them are done."""
        (row,) = await self._work.read("SELECT count(*), coalesce(sum(done), 0) FROM tasks")
        return row[0], row[1]


def _first(rows: list[sqlite3.Row]) -> Task | None:
    return _task(rows[0]) if rows else None


def _task(row: sqlite3.Row) -> Task:
    return Task(row["id"], row["title"], bool(row["done"]), row["version"], row["created_at"])
