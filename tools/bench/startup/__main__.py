"""Startup: import time, time to build and start applications, and memory.

Usage: python tools/bench/startup [--routes 10,100,1000] [--rounds 5]

Every figure comes from a fresh interpreter; the minimum of the rounds counts.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Measure and print."""
    options = _options()
    print(
        f"CPython {platform.python_version()}, {platform.machine()}; minimum of {options.rounds} fresh interpreters\n"
    )
    print(f"{'interpreter alone':<28}{_imported('sys', options.rounds):>9.1f} ms")
    for package in ("lauren_core", "lauren_http", "lauren"):
        print(f"{'import ' + package:<28}{_imported(package, options.rounds):>9.1f} ms")
    print()
    print(f"{'routes':>8}{'create, ms':>13}{'startup, ms':>13}{'first request, ms':>20}{'RSS, MB':>10}")
    for count in (int(text) for text in options.routes.split(",")):
        found = _built(count, options.rounds)
        print(
            f"{count:>8}{found['create']:>13.1f}{found['startup']:>13.1f}{found['first_request']:>20.2f}"
            f"{found['rss']:>10.1f}"
        )


def _imported(package: str, rounds: int) -> float:
    """Milliseconds until a fresh interpreter has imported the package, its own start included."""
    program = (
        "import sys, time; s = time.perf_counter(); __import__(sys.argv[1]); print(time.perf_counter() - s)"
    )
    return min(float(_python("-c", program, package)) for _ in range(rounds)) * 1000


def _built(routes: int, rounds: int) -> dict[str, float]:
    results = [json.loads(_python(str(HERE / "application.py"), str(routes))) for _ in range(rounds)]
    return {key: min(result[key] for result in results) for key in results[0]}


def _python(*arguments: str) -> str:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # an installed package has its bytecode
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="startup", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--routes", default="10,100,1000", help="numbers of routes, comma-separated")
    parser.add_argument("--rounds", type=int, default=5, help="fresh interpreters per figure")
    return parser.parse_args()


if __name__ == "__main__":
    main()
