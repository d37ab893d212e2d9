"""Every server, for real: start it, ask it, stop it.

Rule: one table of servers, the same expectations for each.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

SECONDS_TO_START = 30
SECONDS_TO_STOP = 20

ENDLESS_APP = """
import asyncio

async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello", "more_body": scope["path"] == "/stream"})
    if scope["path"] == "/stream":
        await asyncio.Event().wait()
"""

each_server = pytest.mark.parametrize("server", ["granian", "uvicorn", "hypercorn"])


@contextmanager
def running(folder: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "lauren_cli", *args],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=SECONDS_TO_STOP)


def ask(port: int) -> bytes | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/", headers={"connection": "close"})
        return connection.getresponse().read()
    except OSError:
        return None
    finally:
        connection.close()


def wait_for(answer: bytes, port: int, process: subprocess.Popen[str]) -> None:
    pause = threading.Event()
    for _ in range(SECONDS_TO_START * 10):
        if ask(port) == answer:
            return
        assert process.poll() is None, process.communicate()[0]
        pause.wait(0.1)
    process.terminate()
    pytest.fail(f"no answer {answer!r} in {SECONDS_TO_START} s: {process.communicate()[0]}")


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=SECONDS_TO_STOP)
    assert process.returncode == 0, output
    return output


@each_server
def test_it_serves_and_stops_on_sigterm(server: str, project: Path, plain: str, free_port: int) -> None:
    pytest.importorskip(server)
    with running(project, "run", plain, "--server", server, "--port", str(free_port)) as process:
        wait_for(b"hello", free_port, process)
        output = stop(process)
    assert f"({server}, 1 worker)" in output
    assert "Traceback" not in output


@each_server
def test_it_serves_a_factory(server: str, project: Path, plain: str, free_port: int) -> None:
    pytest.importorskip(server)
    target = ("plain:create_app", "--factory")
    with running(project, "run", *target, "--server", server, "--port", str(free_port)) as process:
        wait_for(b"hello", free_port, process)
        stop(process)


@each_server
def test_it_starts_again_when_a_file_changes(
    server: str, project: Path, plain: str, write: Callable[[str, str], Path], free_port: int
) -> None:
    pytest.importorskip(server)
    with running(project, "dev", plain, "--server", server, "--port", str(free_port)) as process:
        wait_for(b"hello", free_port, process)
        source = (project / "plain.py").read_text()
        write("plain.py", source.replace('b"hello"', 'b"changed"'))
        wait_for(b"changed", free_port, process)
        stop(process)


@each_server
def test_an_open_stream_does_not_keep_it_from_stopping(
    server: str, project: Path, write: Callable[[str, str], Path], free_port: int
) -> None:
    pytest.importorskip(server)
    write("endless.py", ENDLESS_APP)
    args = ("run", "endless:app", "--reload", "--server", server, "--port", str(free_port))
    with running(project, *args) as process:
        wait_for(b"hello", free_port, process)
        with socket.create_connection(("127.0.0.1", free_port), timeout=5) as connection:
            connection.sendall(b"GET /stream HTTP/1.1\r\nhost: x\r\n\r\n")
            assert b"200" in connection.recv(100)
            stop(process)


def test_a_second_server_on_the_port_is_refused_with_one_sentence(
    project: Path, plain: str, free_port: int
) -> None:
    pytest.importorskip("uvicorn")
    args = ("run", plain, "--server", "uvicorn", "--port", str(free_port))
    with running(project, *args) as first:
        wait_for(b"hello", free_port, first)
        with running(project, *args) as second:
            output, _ = second.communicate(timeout=SECONDS_TO_START)
        stop(first)
    assert second.returncode == 1
    assert output.startswith(f"Error: port {free_port} on 127.0.0.1 is in use")
    assert output.count("\n") == 1


def test_a_broken_change_is_told_and_the_next_one_is_served(
    project: Path, plain: str, write: Callable[[str, str], Path], free_port: int
) -> None:
    pytest.importorskip("granian")
    source = (project / "plain.py").read_text()
    with running(project, "dev", plain, "--server", "granian", "--port", str(free_port)) as process:
        wait_for(b"hello", free_port, process)
        write("plain.py", f"{source}\nraise RuntimeError('broken')\n")
        assert process.stdout is not None
        told = next(line for line in process.stdout if "Error" in line)
        write("plain.py", source.replace('b"hello"', 'b"changed"'))
        wait_for(b"changed", free_port, process)
        stop(process)
    assert told.startswith("Error: importing `plain` failed with RuntimeError: broken at plain.py:")
