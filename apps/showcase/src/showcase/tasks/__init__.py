"""The tasks of the board: REST routes, rules, storage."""

from showcase.tasks.module import TasksModule
from showcase.tasks.service import TaskService

__all__ = ["TaskService", "TasksModule"]
