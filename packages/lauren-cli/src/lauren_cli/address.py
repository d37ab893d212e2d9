"""Whether a host and port can be listened on.

Rule: it is asked before a server starts, so that every server gives the same sentence.
"""

import errno
import os
import socket

from lauren_cli.errors import AddressError, BadOptionError


def url_of(host: str, port: int) -> str:
    """The address a browser opens; IPv6 hosts stand in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_port(port: int) -> None:
    """Raise `BadOptionError` unless `port` is a TCP port (1 to 65535)."""
    if not 1 <= port <= 65535:
        raise BadOptionError(f"port {port} is out of range: use a number from 1 to 65535.")


def check_free(host: str, port: int) -> None:
    """Bind `host:port` once and let it go; raise `AddressError` when that is not possible."""
    for family, _, _, _, address in _addresses(host, port):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # SO_REUSEADDR as the servers set it: connections still closing do not occupy a port, a listener
            # does. On Windows the option would hide the listener.
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise AddressError(_refusal(error, host, port)) from None


def _addresses(
    host: str, port: int
) -> list[
    tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int]]
]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise AddressError(_no_address(host)) from None
    return found[:1]  # type: ignore[return-value]  # the stubs allow a third form, used by no TCP address


def _refusal(error: OSError, host: str, port: int) -> str:
    sentences = {
        errno.EADDRINUSE: f"port {port} on {host} is in use: stop what is listening there, or choose another `--port`.",
        errno.EACCES: f"port {port} needs more rights than you have: choose a `--port` of 1024 or above.",
        errno.EADDRNOTAVAIL: _no_address(host),
    }
    fallback = f"{host}:{port} cannot be listened on ({error.strerror}): choose another `--host` or `--port`."
    return sentences.get(error.errno or 0, fallback)


def _no_address(host: str) -> str:
    return (
        f"`{host}` is not an address of this machine: use `--host 127.0.0.1`, or 0.0.0.0 for every network."
    )
