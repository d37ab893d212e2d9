"""Run on hypercorn.

Rule: the application lives in worker processes, which import it by its name.
"""

import importlib.util

from lauren_cli.servers.plan import ServePlan


def serve_with_hypercorn(plan: ServePlan) -> int:
    """Serve until SIGINT or SIGTERM; returns hypercorn's exit code."""
    from hypercorn.config import Config  # noqa: PLC0415  an optional package
    from hypercorn.run import run  # noqa: PLC0415  an optional package

    config = Config()
    config.application_path = _path(plan)
    config.bind = [f"[{plan.host}]:{plan.port}" if ":" in plan.host else f"{plan.host}:{plan.port}"]
    config.workers = plan.workers
    config.graceful_timeout = plan.drain_seconds
    config.use_reloader = plan.reload
    config.worker_class = "uvloop" if importlib.util.find_spec("uvloop") else "asyncio"
    config.loglevel = "DEBUG" if plan.verbose else "INFO"
    config.accesslog = "-" if plan.verbose else None
    config.errorlog = "-"
    return run(config)


def _path(plan: ServePlan) -> str:
    # The part behind the colon is an expression to hypercorn, so a factory is written as its call.
    call = "()" if plan.target.factory else ""
    return f"asgi:{plan.target.module}:{plan.target.name}{call}"
