"""`lauren run`: what reaches the server, and what is refused before it."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from lauren_cli.servers import ServePlan

Command = Callable[..., Result]
Write = Callable[[str, str], Path]


def test_defaults_reach_the_server(
    command: Command, plans: list[ServePlan], plain: str, free_port: int
) -> None:
    result = command("run", plain, "--port", str(free_port))
    assert result.exit_code == 3, result.output
    (plan,) = plans
    assert (str(plan.target), plan.host, plan.port) == ("plain:app", "127.0.0.1", free_port)
    assert (plan.workers, plan.reload, plan.verbose, plan.target.factory) == (1, False, False, False)
    assert f"plain:app on http://127.0.0.1:{free_port} (granian, 1 worker)" in result.stderr


def test_options_reach_the_server(
    command: Command, plans: list[ServePlan], plain: str, free_port: int
) -> None:
    result = command("run", plain, "--host", "0.0.0.0", "--port", str(free_port), "--workers", "3")
    assert result.exit_code == 3, result.output
    assert (plans[0].host, plans[0].workers) == ("0.0.0.0", 3)


def test_the_exit_code_is_the_servers(command: Command, plain: str, free_port: int) -> None:
    assert command("run", plain, "--port", str(free_port)).exit_code == 3


def test_app_is_read_from_pyproject(
    command: Command, plans: list[ServePlan], plain: str, write: Write, free_port: int
) -> None:
    write("pyproject.toml", f'[tool.lauren]\napp = "{plain}"\n')
    assert command("run", "--port", str(free_port)).exit_code == 3
    assert str(plans[0].target) == plain


def test_a_factory_is_called_only_when_asked(
    command: Command, plans: list[ServePlan], plain: str, free_port: int
) -> None:
    result = command("run", "plain:create_app", "--factory", "--port", str(free_port))
    assert result.exit_code == 3, result.output
    assert plans[0].target.factory


@pytest.mark.parametrize("port", ["0", "-1", "65536"])
def test_a_port_out_of_range_is_refused(command: Command, plain: str, port: str) -> None:
    result = command("run", plain, f"--port={port}")
    assert (result.exit_code, result.stderr) == (
        2,
        f"Error: port {port} is out of range: use a number from 1 to 65535.\n",
    )


def test_less_than_one_worker_is_refused(command: Command, plain: str) -> None:
    result = command("run", plain, "--workers", "0")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: 0 workers cannot serve anything: use `--workers 1` or more.\n",
    )


def test_reload_with_several_workers_is_refused(command: Command, plain: str) -> None:
    result = command("run", plain, "--workers", "2", "--reload")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: `--reload` works with one worker only: leave out `--workers` or `--reload`.\n",
    )


def test_a_port_in_use_is_refused_before_the_server_starts(
    command: Command, plans: list[ServePlan], plain: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = command("run", plain, "--port", str(port))
    assert (result.exit_code, result.stderr) == (
        1,
        f"Error: port {port} on 127.0.0.1 is in use: stop what is listening there, or choose another `--port`.\n",
    )
    assert plans == []


def test_a_startup_error_is_printed_as_its_page(command: Command, write: Write, free_port: int) -> None:
    write(
        "broken.py",
        """
class LaurenError(Exception): ...
class StartupError(LaurenError): ...
class MissingProviderError(StartupError): ...
error = MissingProviderError("no provider for `Repo` visible from `AppModule`")
error.add_note("  --> broken.py:4   Service.__init__(self, repo: Repo)")
error.add_note("   = help: add `Repo` to `providers`")
raise error
""",
    )
    result = command("run", "broken:app", "--port", str(free_port))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "MissingProviderError: no provider for `Repo` visible from `AppModule`\n"
        "  --> broken.py:4   Service.__init__(self, repo: Repo)\n"
        "   = help: add `Repo` to `providers`\n"
    )
