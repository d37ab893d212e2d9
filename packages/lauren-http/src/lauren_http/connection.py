"""Who is at the two ends of the connection, as the ASGI server tells it.

Rule: never read from headers; forwarded addresses are the business of a middleware somebody chose.
"""

from dataclasses import dataclass

__all__ = ["ClientInfo", "ServerInfo"]


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """The peer's address; both `None` when the server does not know."""

    host: str | None = None
    port: int | None = None


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """The address the server listens on; `port` is `None` for a Unix socket."""

    host: str | None = None
    port: int | None = None
