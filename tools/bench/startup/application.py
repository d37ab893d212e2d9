"""Builds one application with many routes in a fresh interpreter and prints what it cost, as JSON.

Rule: ten routes a controller, each with a path and a query parameter; every tenth controller has a service.
"""

import asyncio
import json
import resource
import sys
import time
from typing import Any

from lauren_core import injectable, module
from lauren_http import LaurenFactory, controller, get

ROUTES_PER_CONTROLLER = 10


def main(routes: int) -> None:
    """Build, start, ask once; milliseconds and megabytes."""
    root = _root(routes)
    built = time.perf_counter()
    app = LaurenFactory.create(root)
    created = time.perf_counter()
    asyncio.run(_run(app, routes, built, created))


async def _run(app: Any, routes: int, built: float, created: float) -> None:
    await app.startup()
    started = time.perf_counter()
    await _ask(app, f"/c{(routes - 1) // ROUTES_PER_CONTROLLER}/r{(routes - 1) % ROUTES_PER_CONTROLLER}/7")
    answered = time.perf_counter()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1048576
    )
    await app.shutdown()
    print(
        json.dumps(
            {
                "create": (created - built) * 1000,
                "startup": (started - created) * 1000,
                "first_request": (answered - started) * 1000,
                "rss": megabytes,
            }
        )
    )


async def _ask(app: Any, path: str) -> None:
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"q=x",
        "headers": [],
        "root_path": "",
    }
    await app(scope, receive, send)
    if statuses[0] != 200:
        raise SystemExit(f"{path} answered {statuses[0]}")


def _root(routes: int) -> type:
    @injectable()
    class Service:
        """What controllers share."""

    controllers = [
        _controller(number, min(ROUTES_PER_CONTROLLER, routes - number * ROUTES_PER_CONTROLLER), Service)
        for number in range((routes + ROUTES_PER_CONTROLLER - 1) // ROUTES_PER_CONTROLLER)
    ]

    @module(controllers=controllers, providers=[Service])
    class Root:
        """The root module."""

    return Root


def _controller(number: int, routes: int, service_type: type) -> type:
    def init(self: Any, service: Any) -> None:
        self.service = service

    init.__annotations__ = {"service": service_type}
    members: dict[str, Any] = {"__init__": init} if number % 10 == 0 else {}
    for route in range(routes):

        async def handler(self: Any, id: int, q: str) -> dict[str, Any]:
            return {"id": id, "q": q}

        members[f"r{route}"] = get(f"/r{route}/{{id}}")(handler)
    return controller(f"/c{number}")(type(f"Controller{number}", (), members))


if __name__ == "__main__":
    main(int(sys.argv[1]))
