"""The WebSocket of the board: the server speaks, a window listens.

Rule: a connection is in the group before it is greeted, so a window that loads the tasks after the greeting
misses nothing.
"""

from lauren import BroadcastGroup, WebSocket, on_connect, on_message, ws_controller
from showcase.live.board import BOARD


@ws_controller("/ws", summary="Every change of the board, as it happens")
class BoardGateway:
    """Frames: `hello` once, then `task.added`, `task.changed`, `task.removed` with the task as `data`."""

    def __init__(self, rooms: BroadcastGroup) -> None:
        self._rooms = rooms

    @on_connect
    async def join(self, ws: WebSocket) -> None:
        """Accept, join the group (leaving is automatic), greet."""
        await ws.accept()
        await self._rooms.subscribe(BOARD, ws)
        await ws.send_json({"event": "hello", "data": {"watching": self._rooms.member_count(BOARD)}})

    @on_message("ping")
    async def pong(self, ws: WebSocket) -> None:
        """Let a window find out whether the connection is alive."""
        await ws.send_json({"event": "pong", "data": None})
