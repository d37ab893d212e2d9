"""One contender in its own process: answers `<workload> <requests>` lines with nanoseconds per request.

Rule: a response is checked before anything is timed.
"""

import asyncio
import gc
import importlib
import json
import sys
import time
from typing import Any

from workloads import WORKLOADS, Workload

App = Any


def main(contender: str) -> None:
    """Serve the lines of standard input until it ends."""
    asyncio.run(_serve(importlib.import_module(f"contenders.{contender}").build()))


async def _serve(app: App) -> None:
    stop = await _start(app)
    for workload in WORKLOADS.values():
        await _check(app, workload)
    print("ready", flush=True)
    for line in sys.stdin:  # between two runs nothing else needs the loop
        name, requests = line.split()
        print(await _time(app, WORKLOADS[name], int(requests)), flush=True)
    await stop()


async def _time(app: App, workload: Workload, requests: int) -> int:
    scopes = [workload.scope() for _ in range(requests)]
    gc.collect()
    gc.disable()
    started = time.perf_counter_ns()
    for scope in scopes:
        await app(scope, _receive, _send)
    took = time.perf_counter_ns() - started
    gc.enable()
    return took // requests


async def _receive() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send(message: Any) -> None:
    return None


async def _check(app: App, workload: Workload) -> None:
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    await app(workload.scope(), _receive, send)
    body = b"".join(message.get("body", b"") for message in messages)
    if messages[0]["status"] != 200 or json.loads(body) != workload.answer:
        raise SystemExit(f"{workload.name}: wrong answer {messages[0]['status']} {body[:200]!r}")


async def _start(app: App) -> Any:
    """Run the application's lifespan; returns what stops it."""
    inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    outbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    task = asyncio.create_task(
        app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, inbox.get, outbox.put)
    )
    await inbox.put({"type": "lifespan.startup"})
    answer = asyncio.create_task(outbox.get())
    await asyncio.wait({task, answer}, return_when=asyncio.FIRST_COMPLETED)
    if not answer.done():  # a bare function knows no lifespan
        answer.cancel()
        task.exception()
        return _nothing

    async def stop() -> None:
        await inbox.put({"type": "lifespan.shutdown"})
        await task

    return stop


async def _nothing() -> None:
    return None


if __name__ == "__main__":
    main(sys.argv[1])
