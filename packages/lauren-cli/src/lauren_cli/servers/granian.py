"""Run on granian, the default server.

Rule: the application lives in worker processes that start fresh, never in a copy of this one.
"""

import multiprocessing
import sys
from functools import partial
from pathlib import Path

from lauren_cli.errors import CliError
from lauren_cli.servers.plan import ServePlan
from lauren_cli.target import AppTarget, AsgiApp, load


def serve_with_granian(plan: ServePlan) -> int:
    """Serve until SIGINT or SIGTERM; returns 0, or leaves with 1 when a worker failed.

    With reload, a worker that fails to start is told and the next change tries again.
    """
    from granian import Granian  # noqa: PLC0415  an optional package
    from granian.constants import Interfaces  # noqa: PLC0415  an optional package
    from granian.log import LogLevels  # noqa: PLC0415  an optional package

    # A forked worker would inherit the modules imported here, and a reload would serve the old code.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        str(plan.target),
        address=plan.host,
        port=plan.port,
        interface=Interfaces.ASGI,
        workers=plan.workers,
        workers_kill_timeout=plan.drain_seconds,
        reload=plan.reload,
        reload_ignore_worker_failure=plan.reload,
        log_level=LogLevels.debug if plan.verbose else LogLevels.info,
        log_access=plan.verbose,
    )
    server.serve(target_loader=partial(_load_in_worker, plan.target, Path.cwd()), wrap_loader=False)
    return 0


def _load_in_worker(target: AppTarget, folder: Path) -> AsgiApp:
    try:
        return load(target, folder=folder)
    except CliError as error:
        error.show()
        sys.exit(error.exit_code)
