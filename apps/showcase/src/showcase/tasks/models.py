"""What a task is, on the wire and in the program.

Rule: what a client sends is validated here and nowhere else.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `version` grows with every change, so that a late message never undoes a newer one."""

    id: int
    title: str
    done: bool
    version: int
    created_at: str


class NewTask(BaseModel):
    """The body of `POST /api/tasks`."""

    model_config = ConfigDict(extra="forbid")

    title: Title


class TaskChange(BaseModel):
    """The body of `PATCH /api/tasks/{id}`: at least one of the fields."""

    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    done: bool | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "TaskChange":
        if self.title is None and self.done is None:
            raise ValueError("give `title`, `done` or both")
        return self


class TaskNotFoundError(Exception):
    """There is no task with this id (any more)."""

    def __init__(self, task_id: int) -> None:
        super().__init__(f"there is no task {task_id}")
        self.task_id = task_id
