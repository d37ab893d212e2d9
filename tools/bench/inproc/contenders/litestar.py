"""Litestar."""

from typing import Any

from litestar import Litestar, get


@get("/plain")
async def plain() -> dict[str, Any]:
    """W1."""
    return {"message": "hello"}


@get("/items/{id:int}")
async def item(id: int, q: str) -> dict[str, Any]:
    """W2."""
    return {"id": id, "q": q}


def build() -> Any:
    """The application."""
    return Litestar(route_handlers=[plain, item], openapi_config=None)
