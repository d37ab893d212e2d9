"""The workloads: one request each, and the answer every contender must give.

Rule: the letters are those of docs/design/performance.md; a contender that answers differently is not timed.
"""

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Workload:
    """One request, repeated.

    Attributes:
        name: its letter.
        title: what it does.
        path: of the request.
        query: query string without `?`.
        answer: the JSON document of the response.
    """

    name: str
    title: str
    path: str
    query: str
    answer: dict[str, object]

    def scope(self) -> dict[str, Any]:
        """The ASGI scope, as uvicorn makes it."""
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
            "scheme": "http",
            "method": "GET",
            "root_path": "",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query.encode(),
            "headers": [
                (b"host", b"127.0.0.1:8000"),
                (b"user-agent", b"bench"),
                (b"accept", b"*/*"),
            ],
            "state": {},
        }


WORKLOADS: Final = {
    "W1": Workload("W1", "GET /plain: small JSON", "/plain", "", {"message": "hello"}),
    "W2": Workload("W2", "path int and query str", "/items/42", "q=shoes&page=1", {"id": 42, "q": "shoes"}),
}
