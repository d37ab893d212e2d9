"""SQLite, one unit of work per request."""

from showcase.database.module import DatabaseModule
from showcase.database.transactional import Transactional
from showcase.database.unit_of_work import UnitOfWork

__all__ = ["DatabaseModule", "Transactional", "UnitOfWork"]
