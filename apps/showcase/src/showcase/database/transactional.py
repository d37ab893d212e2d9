"""Commit when a request succeeded, roll back when it did not.

Rule: the commit comes before the response is sent, so a client that has its answer can read its write.
"""

from lauren import CallHandler, ExecutionContext, Response, Scope, injectable, interceptor
from showcase.database.unit_of_work import UnitOfWork

LOWEST_ERROR_STATUS = 400


@interceptor()
@injectable(scope=Scope.REQUEST)
class Transactional:
    """Wraps a handler in the request's unit of work; put it on a controller with `@use_interceptors`."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def intercept(self, _context: ExecutionContext, call_handler: CallHandler) -> Response:
        """Run the handler, then commit; an exception or an error response rolls back."""
        try:
            response = await call_handler.handle()
        except Exception:
            await self._work.rollback()
            raise
        if response.status >= LOWEST_ERROR_STATUS:
            await self._work.rollback()
        else:
            await self._work.commit()
        return response
