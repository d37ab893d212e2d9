"""What other modules may use of the database.

Rule: only the unit of work leaves this module; nobody else sees a connection.
"""

from lauren import module, use_factory
from showcase.database.database import Database
from showcase.database.settings import DatabaseSettings, settings_from_environment
from showcase.database.unit_of_work import UnitOfWork


@module(
    providers=[
        use_factory(provide=DatabaseSettings, factory=settings_from_environment),
        Database,
        UnitOfWork,
    ],
    exports=[UnitOfWork],
)
class DatabaseModule:
    """Exports a request-scoped `UnitOfWork`."""
