"""The tasks module: what it needs from its neighbours, and what it offers them."""

from lauren import module
from showcase.database import DatabaseModule
from showcase.live import LiveModule
from showcase.tasks.controller import TasksController
from showcase.tasks.repository import TaskRepository
from showcase.tasks.service import TaskService


@module(
    imports=[DatabaseModule, LiveModule],
    controllers=[TasksController],
    providers=[TaskService, TaskRepository],
    exports=[TaskService],
)
class TasksModule:
    """Exports `TaskService`; the repository stays inside."""
