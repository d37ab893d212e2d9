"""Starlette."""

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def plain(request: Request) -> JSONResponse:
    """W1."""
    return JSONResponse({"message": "hello"})


async def item(request: Request) -> JSONResponse:
    """W2."""
    return JSONResponse({"id": request.path_params["id"], "q": request.query_params["q"]})


def build() -> Any:
    """The application."""
    return Starlette(routes=[Route("/plain", plain), Route("/items/{id:int}", item)])
