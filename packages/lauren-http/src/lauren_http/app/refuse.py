"""What an application answers when it cannot serve at all (contract C-161, C-168, H-20, H-22).

Rule: HTTP gets the envelope and `connection: close`, a WebSocket a close code.
"""

from lauren_http.app.send import send_response
from lauren_http.asgi import Receive, Scope, Send
from lauren_http.errors import HTTPError
from lauren_http.pipeline.envelope import Envelope

__all__ = ["refuse_unavailable", "refuse_unstarted", "refuse_websocket"]

_POLICY_VIOLATION, _INTERNAL_ERROR, _SERVICE_RESTART = 1008, 1011, 1012


class _ShuttingDownError(HTTPError):
    status_code = 503
    code = "shutting_down"


async def refuse_unavailable(envelope: Envelope, scope: Scope, receive: Receive, send: Send) -> None:
    """503 `shutting_down`, or close 1012."""
    if scope["type"] == "websocket":
        await refuse_websocket(receive, send, _SERVICE_RESTART)
        return
    response = envelope.of(_ShuttingDownError("the application is shutting down"))
    await send_response(response.with_header("connection", "close"), scope, receive, send)


async def refuse_unstarted(
    envelope: Envelope, error: Exception, scope: Scope, receive: Receive, send: Send
) -> None:
    """The opaque 500, or close 1011."""
    if scope["type"] == "websocket":
        await refuse_websocket(receive, send, _INTERNAL_ERROR)
        return
    response = envelope.of(RuntimeError(type(error).__name__))
    await send_response(response.with_header("connection", "close"), scope, receive, send)


async def refuse_websocket(receive: Receive, send: Send, code: int = _POLICY_VIOLATION) -> None:
    """Close before acceptance."""
    await receive()
    await send({"type": "websocket.close", "code": code})
