"""lauren-http."""

from typing import Any

from lauren_core import module
from lauren_http import LaurenFactory, controller, get


@controller("")
class Controller:
    """The workloads."""

    @get("/plain")
    async def plain(self) -> dict[str, Any]:
        """W1."""
        return {"message": "hello"}

    @get("/items/{id}")
    async def item(self, id: int, q: str) -> dict[str, Any]:
        """W2."""
        return {"id": id, "q": q}


@module(controllers=[Controller])
class App:
    """The root module."""


def build() -> Any:
    """The application."""
    return LaurenFactory.create(App)
