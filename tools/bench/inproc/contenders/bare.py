"""A bare ASGI function: what a request costs before any framework."""

import json
from typing import Any
from urllib.parse import parse_qsl

_encode = json.JSONEncoder(separators=(",", ":")).encode


def build() -> Any:
    """The application."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"]
        if path == "/plain":
            answer: dict[str, object] = {"message": "hello"}
        else:
            query = dict(parse_qsl(scope["query_string"].decode()))
            answer = {"id": int(path.rpartition("/")[2]), "q": query["q"]}
        body = _encode(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app
