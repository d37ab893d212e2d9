"""BlackSheep."""

from typing import Any

from blacksheep import Application, get, json
from blacksheep.messages import Response


@get("/plain")
async def plain() -> Response:
    """W1."""
    return json({"message": "hello"})


@get("/items/{id}")
async def item(id: int, q: str) -> Response:
    """W2."""
    return json({"id": id, "q": q})


def build() -> Any:
    """The application."""
    return Application()
