"""FastAPI."""

from typing import Any

from fastapi import FastAPI

app = FastAPI()


@app.get("/plain")
async def plain() -> dict[str, Any]:
    """W1."""
    return {"message": "hello"}


@app.get("/items/{id}")
async def item(id: int, q: str) -> dict[str, Any]:
    """W2."""
    return {"id": id, "q": q}


def build() -> Any:
    """The application."""
    return app
