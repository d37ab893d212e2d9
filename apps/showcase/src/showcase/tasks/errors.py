"""How the module's own errors look to a client."""

from lauren import Request, exception_handler
from showcase.tasks.models import TaskNotFoundError


@exception_handler(TaskNotFoundError)
async def task_not_found(error: TaskNotFoundError, _request: Request) -> tuple[dict[str, object], int]:
    """Answer 404 with the usual envelope."""
    envelope = {"code": "task_not_found", "message": str(error), "detail": {"id": error.task_id}}
    return {"error": envelope}, 404
