"""The command itself: help, version, usage errors."""

from collections.abc import Callable
from importlib.metadata import version

from click.testing import Result

Command = Callable[..., Result]


def test_version_is_the_installed_one(command: Command) -> None:
    result = command("--version")
    assert (result.exit_code, result.output) == (0, f"lauren {version('lauren-cli')}\n")


def test_without_a_command_the_help_is_shown(command: Command) -> None:
    result = command()
    assert result.exit_code == 0
    assert "run" in result.output
    assert "dev" in result.output


def test_unknown_command_is_one_sentence(command: Command) -> None:
    result = command("runn")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: No such command 'runn'")
    assert result.stderr.count("\n") == 1


def test_unknown_option_is_one_sentence_that_names_the_help(command: Command) -> None:
    result = command("run", "--prot", "1")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: No such option")
    assert result.stderr.endswith("see `lauren run --help`.\n")
    assert result.stderr.count("\n") == 1


def test_a_port_that_is_no_number_is_one_sentence(command: Command) -> None:
    result = command("run", "--port", "web")
    assert result.exit_code == 2
    assert "'web' is not a valid integer" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_server_is_one_sentence_that_lists_the_known_ones(command: Command) -> None:
    result = command("run", "--server", "gunicorn")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in ("granian", "uvicorn", "hypercorn"))
    assert result.stderr.count("\n") == 1
