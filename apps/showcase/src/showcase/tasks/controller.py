"""The REST routes of the board.

Rule: a handler translates between HTTP and the service; it decides nothing.
"""

from typing import Annotated

from lauren import (
    Json,
    PathField,
    QueryField,
    controller,
    delete,
    get,
    patch,
    post,
    use_exception_handlers,
    use_interceptors,
)
from showcase.database import Transactional
from showcase.tasks.errors import task_not_found
from showcase.tasks.models import NewTask, Task, TaskChange
from showcase.tasks.service import TaskService

LARGEST_ID = 2**63 - 1  # what SQLite can store

TaskId = Annotated[int, PathField(ge=1, le=LARGEST_ID)]


@use_interceptors(Transactional)
@use_exception_handlers(task_not_found)
@controller("/api/tasks", tags=["tasks"])
class TasksController:
    """Read and change the board; every change reaches every open window."""

    @get(summary="The newest tasks first")
    async def find(
        self,
        tasks: TaskService,
        done: bool | None = None,
        q: Annotated[str, QueryField(max_length=100, description="part of the title")] = "",
        limit: Annotated[int, QueryField(ge=1, le=200)] = 50,
    ) -> list[Task]:
        """All tasks, or the open or done ones, whose title contains `q`."""
        return await tasks.find(done=done, text=q, limit=limit)

    @post(summary="Add a task", status_code=201, response_model=Task)
    async def add(self, tasks: TaskService, body: Json[NewTask]) -> tuple[Task, int, dict[str, str]]:
        """The new task, with its address in `location`."""
        task = await tasks.add(body)
        return task, 201, {"location": f"/api/tasks/{task.id}"}

    @get("/{id}", summary="One task")
    async def one(self, tasks: TaskService, id: TaskId) -> Task:
        """The task, or 404."""
        return await tasks.get(id)

    @patch("/{id}", summary="Rename a task, or mark it done or open")
    async def change(self, tasks: TaskService, id: TaskId, body: Json[TaskChange]) -> Task:
        """The task as it is now, or 404."""
        return await tasks.change(id, body)

    @delete("/{id}", summary="Remove a task")
    async def remove(self, tasks: TaskService, id: TaskId) -> None:
        """204, or 404."""
        await tasks.remove(id)
