"""Framework cost per request: the ASGI application called directly, ours beside its peers.

Usage: python tools/bench/inproc [--rounds 9] [--requests 3000] [--only W1,W2] [--contenders bare,lauren,starlette]

Prints, per workload, the minimum over the rounds in µs and its ratio to ours. Contenders are interleaved round by round,
each in a process of its own; those that are not installed are left out (`uv sync --group bench` installs them all).
"""

import argparse
import importlib.util
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import IO, cast

from workloads import WORKLOADS, Workload

HERE = Path(__file__).resolve().parent
OURS = "lauren"
#: contender → what has to be installed
CONTENDERS = {
    "bare": None,
    OURS: "lauren-http",
    "blacksheep": "blacksheep",
    "falcon": "falcon",
    "starlette": "starlette",
    "litestar": "litestar",
    "fastapi": "fastapi",
}


class Worker:
    """A contender's process."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, HERE / "worker.py", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines = cast("IO[str]", self.process.stdin)
        self._answers = cast("IO[str]", self.process.stdout)
        if self._answer() != "ready":
            raise SystemExit(f"{name} did not start")

    def time(self, workload: Workload, requests: int) -> float:
        """Microseconds per request of one round."""
        self._lines.write(f"{workload.name} {requests}\n")
        self._lines.flush()
        return int(self._answer()) / 1000

    def close(self) -> None:
        """End the process."""
        self._lines.close()
        self.process.wait(timeout=30)

    def _answer(self) -> str:
        return self._answers.readline().strip()


def main() -> None:
    """Measure and print."""
    options = _options()
    names = [name for name in options.contenders.split(",") if _is_installed(name)]
    workloads = [WORKLOADS[name] for name in options.only.split(",")]
    workers = [Worker(name) for name in names]
    try:
        print(
            f"CPython {platform.python_version()}, {platform.machine()}; minimum of {options.rounds} rounds of"
        )
        print(f"{options.requests} requests, µs per request (ratio to ours)\n")
        print("  ".join(f"{_label(name):>19}" for name in ["", *names]))
        for workload in workloads:
            best = _best(workers, workload, options.rounds, options.requests)
            print("  ".join([f"{workload.name:>19}", *(_cell(best, name) for name in names)]), flush=True)
    finally:
        for worker in workers:
            worker.close()


def _best(workers: list[Worker], workload: Workload, rounds: int, requests: int) -> dict[str, float]:
    times: dict[str, list[float]] = {worker.name: [] for worker in workers}
    for worker in workers:
        worker.time(workload, requests)  # caches and specialised bytecode are warm before it counts
    for _ in range(rounds):
        for worker in workers:
            times[worker.name].append(worker.time(workload, requests))
    return {name: min(found) for name, found in times.items()}


def _cell(best: dict[str, float], name: str) -> str:
    ratio = f" ({best[name] / best[OURS]:5.2f}×)" if OURS in best else ""
    return f"{best[name]:>10.2f}{ratio:>9}"


def _label(name: str) -> str:
    distribution = CONTENDERS.get(name)
    return f"{name} {version(distribution)}" if distribution else name


def _is_installed(name: str) -> bool:
    if name not in CONTENDERS:
        raise SystemExit(f"unknown contender `{name}`; there are: {', '.join(CONTENDERS)}")
    package = {"bare": "asyncio", OURS: "lauren_http"}.get(name, name)
    return importlib.util.find_spec(package) is not None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="inproc", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9, help="rounds per contender and workload")
    parser.add_argument("--requests", type=int, default=3000, help="requests per round")
    parser.add_argument("--only", default=",".join(WORKLOADS), help="workloads, comma-separated")
    parser.add_argument("--contenders", default=",".join(CONTENDERS), help="contenders, comma-separated")
    return parser.parse_args()


if __name__ == "__main__":
    main()
