"""What the tests of the command share: a project folder, a free port, a server that only takes notes.

Rule: nothing here patches the code under test; a fake server is a row of the same table.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lauren_cli import main
from lauren_cli.servers import ServePlan, Server

PLAIN_APP = """
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"hello"})


def create_app():
    return app
"""


@pytest.fixture
def plans() -> list[ServePlan]:
    """The plans that reached the recording server."""
    return []


@pytest.fixture
def command(plans: list[ServePlan]) -> Callable[..., Result]:
    """The command, run in this process against a server that writes its plan down and ends with code 3."""

    def serve(plan: ServePlan) -> int:
        plans.append(plan)
        return 3

    def run(*args: str) -> Result:
        row = Server("granian", ("click",), serve)
        return CliRunner().invoke(main, list(args), obj={"granian": row}, prog_name="lauren")

    return run


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """An empty current directory; modules imported from it are forgotten afterwards."""
    before_path, before_modules, before_folder = list(sys.path), set(sys.modules), Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before_folder)
    sys.path[:] = before_path
    for name in set(sys.modules) - before_modules:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def write(project: Path) -> Callable[[str, str], Path]:
    """Write a file of the project, given its path and text."""

    def write_file(name: str, text: str) -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def plain(write: Callable[[str, str], Path]) -> str:
    """The name of a small ASGI application in the project."""
    write("plain.py", PLAIN_APP)
    return "plain:app"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
