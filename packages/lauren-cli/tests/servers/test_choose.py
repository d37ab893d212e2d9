"""Which server runs."""

import pytest

from lauren_cli.errors import ServerMissingError
from lauren_cli.servers import SERVERS, choose


def test_granian_is_the_default() -> None:
    choice = choose(None, installed=lambda package: True)
    assert (choice.server.name, choice.instead_of) == ("granian", None)


def test_without_granian_the_first_installed_one_runs_and_says_so() -> None:
    choice = choose(None, installed=lambda package: package == "hypercorn")
    assert (choice.server.name, choice.instead_of) == ("hypercorn", "granian")


def test_a_server_asked_for_is_never_replaced() -> None:
    with pytest.raises(ServerMissingError) as raised:
        choose("granian", installed=lambda package: package == "uvicorn")
    assert raised.value.message == "granian is not installed: run `pip install 'lauren[server]'`."


def test_no_server_at_all() -> None:
    with pytest.raises(ServerMissingError, match="no ASGI server is installed"):
        choose(None, installed=lambda package: False)


def test_reload_needs_the_package_that_watches_files() -> None:
    with pytest.raises(ServerMissingError, match="watchfiles is not installed"):
        choose("granian", reload=True, installed=lambda package: package == "granian")
    assert choose("granian", installed=lambda package: package == "granian").server is SERVERS["granian"]
