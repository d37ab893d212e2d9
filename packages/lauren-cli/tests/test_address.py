"""Ports and hosts, asked before a server starts."""

import socket

import pytest

from lauren_cli.address import check_free, check_port, url_of
from lauren_cli.errors import AddressError, BadOptionError


def test_an_ipv6_host_stands_in_brackets() -> None:
    assert url_of("::1", 80) == "http://[::1]:80"
    assert url_of("localhost", 80) == "http://localhost:80"


@pytest.mark.parametrize("port", [1, 8000, 65535])
def test_ports_in_range_pass(port: int) -> None:
    check_port(port)


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_ports_out_of_range_do_not(port: int) -> None:
    with pytest.raises(BadOptionError, match="from 1 to 65535"):
        check_port(port)


def test_a_free_port_is_left_free(free_port: int) -> None:
    check_free("127.0.0.1", free_port)
    with socket.create_server(("127.0.0.1", free_port)):
        pass


def test_a_listener_on_every_address_occupies_the_port() -> None:
    with (
        socket.create_server(("0.0.0.0", 0)) as taken,
        pytest.raises(AddressError, match="is in use: stop what is listening there"),
    ):
        check_free("127.0.0.1", taken.getsockname()[1])


def test_an_address_of_another_machine_is_refused(free_port: int) -> None:
    with pytest.raises(AddressError, match=r"`192\.0\.2\.1` is not an address of this machine"):
        check_free("192.0.2.1", free_port)


def test_a_host_that_is_no_name_is_refused(free_port: int) -> None:
    with pytest.raises(AddressError, match="is not an address of this machine"):
        check_free("a..b", free_port)
