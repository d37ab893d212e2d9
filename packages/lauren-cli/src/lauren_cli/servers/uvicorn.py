"""Run on uvicorn.

Rule: one worker without reload runs in this process, on the application that is already imported.
"""

import signal
import sys
from types import FrameType

from lauren_cli.servers.plan import ServePlan


def serve_with_uvicorn(plan: ServePlan) -> int:
    """Serve until SIGINT or SIGTERM; returns 0, or leaves with uvicorn's own exit code when it cannot start."""
    import uvicorn  # noqa: PLC0415  an optional package

    in_process = plan.workers == 1 and not plan.reload
    if in_process:
        # After its clean shutdown uvicorn raises the signal again, for the handler that was there before.
        signal.signal(signal.SIGTERM, _leave)
    uvicorn.run(
        plan.app if in_process else str(plan.target),
        host=plan.host,
        port=plan.port,
        workers=plan.workers,
        reload=plan.reload,
        timeout_graceful_shutdown=plan.drain_seconds,
        factory=plan.target.factory and not in_process,
        interface="asgi3",
        log_level="debug" if plan.verbose else "info",
        access_log=plan.verbose,
    )
    return 0


def _leave(_signum: int, _frame: FrameType | None) -> None:
    sys.exit(0)
