"""What can be done with tasks.

Rule: every change is announced, and only after it was committed.
"""

from collections.abc import Sequence
from functools import partial

from lauren import Scope, injectable
from showcase.database import UnitOfWork
from showcase.live import Change, LiveBoard
from showcase.tasks.models import NewTask, Task, TaskChange, TaskNotFoundError
from showcase.tasks.repository import TaskRepository


@injectable(scope=Scope.REQUEST)
class TaskService:
    """The use cases of the board, within one request's unit of work."""

    def __init__(self, tasks: TaskRepository, work: UnitOfWork, board: LiveBoard) -> None:
        self._tasks = tasks
        self._work = work
        self._board = board

    async def find(self, *, done: bool | None, text: str, limit: int) -> list[Task]:
        """The newest tasks first."""
        return await self._tasks.find(done=done, text=text, limit=limit)

    async def get(self, task_id: int) -> Task:
        """One task; raises `TaskNotFoundError`."""
        return _found(await self._tasks.get(task_id), task_id)

    async def add(self, new: NewTask) -> Task:
        """Store a task and tell everybody."""
        task = await self._tasks.insert(new.title)
        self._announce("added", [task])
        return task

    async def change(self, task_id: int, change: TaskChange) -> Task:
        """Rename a task, or mark it done or open; raises `TaskNotFoundError`."""
        changed = await self._tasks.update(task_id, title=change.title, done=change.done)
        task = _found(changed, task_id)
        self._announce("changed", [task])
        return task

    async def remove(self, task_id: int) -> None:
        """Remove a task; raises `TaskNotFoundError`."""
        self._announce("removed", [_found(await self._tasks.delete(task_id), task_id)])

    async def remove_done(self) -> int:
        """Remove every task that is done; returns how many there were."""
        removed = await self._tasks.delete_done()
        self._announce("removed", removed)
        return len(removed)

    async def count(self) -> tuple[int, int]:
        """How many tasks there are, and how many of them are done."""
        return await self._tasks.count()

    def _announce(self, kind: str, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self._work.after_commit(partial(self._board.announce, Change(kind, task)))


def _found(task: Task | None, task_id: int) -> Task:
    if task is None:
        raise TaskNotFoundError(task_id)
    return task
