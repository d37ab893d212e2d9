"""Admin routes.

Rule: the guard stands on the class, so no route of it can be forgotten.
"""

from dataclasses import dataclass

from lauren import controller, delete, get, use_guards, use_interceptors
from showcase.admin.guard import AdminGuard
from showcase.database import Transactional
from showcase.tasks import TaskService


@dataclass(frozen=True, slots=True)
class Statistics:
    """The board in numbers."""

    tasks: int
    done: int


@dataclass(frozen=True, slots=True)
class Removed:
    """How many tasks were removed."""

    removed: int


@use_guards(AdminGuard)
@use_interceptors(Transactional)
@controller("/api/admin", tags=["admin"])
class AdminController:
    """Needs `Authorization: Bearer <SHOWCASE_ADMIN_TOKEN>`."""

    @get("/statistics", summary="The board in numbers")
    async def statistics(self, tasks: TaskService) -> Statistics:
        """How many tasks there are, and how many are done."""
        total, done = await tasks.count()
        return Statistics(total, done)

    @delete("/tasks/done", summary="Remove every task that is done")
    async def remove_done(self, tasks: TaskService) -> Removed:
        """Windows that are open see each of them go."""
        return Removed(await tasks.remove_done())
