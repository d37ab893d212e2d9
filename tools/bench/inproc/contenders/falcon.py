"""Falcon."""

from typing import Any

from falcon.asgi import App, Request, Response


class Plain:
    """W1."""

    async def on_get(self, req: Request, resp: Response) -> None:
        """Answer."""
        resp.media = {"message": "hello"}


class Item:
    """W2."""

    async def on_get(self, req: Request, resp: Response, id: int) -> None:
        """Answer."""
        resp.media = {"id": id, "q": req.get_param("q", required=True)}


def build() -> Any:
    """The application."""
    app = App()
    app.add_route("/plain", Plain())
    app.add_route("/items/{id:int}", Item())
    return app
