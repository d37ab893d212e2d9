"""`make_request`: a request for unit tests, without an application."""

from collections.abc import Iterable, Mapping, MutableMapping

from lauren_http.headers import Headers
from lauren_http.request import Request
from lauren_http.state import AppState

__all__ = ["make_request"]


def make_request(
    method: str = "GET",
    path: str = "/",
    *,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    query: str = "",
    body: bytes = b"",
    path_params: dict[str, str] | None = None,
    app_state: AppState | None = None,
) -> Request:
    """A request as a handler would get it.

    Args:
        method: upper-cased.
        path: percent-decoded.
        headers: mapping or pairs.
        query: the raw query, without `?`.
        body: arrives in one message.
        path_params: the route's variables.
        app_state: the application's state.

    Example:
        >>> make_request(query="q=1").query_params
        {'q': ['1']}
    """

    async def receive() -> MutableMapping[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(
        method=method,
        path=path,
        raw_query_string=query.encode("utf-8"),
        headers=Headers(headers),
        path_params=path_params,
        receive=receive,
        app_state=app_state,
    )
