"""The admin module: it works through what the tasks module exports."""

from lauren import module
from showcase.admin.controller import AdminController
from showcase.database import DatabaseModule
from showcase.tasks import TasksModule


@module(imports=[TasksModule, DatabaseModule], controllers=[AdminController])
class AdminModule:
    """Counts and cleans up."""
