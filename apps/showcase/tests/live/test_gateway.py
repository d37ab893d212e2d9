"""The WebSocket: who is told what, and when."""

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lauren import LaurenApp
from lauren.testing import TestClient, TestResponse, WsTestClient

pytestmark = pytest.mark.anyio

Request = Callable[..., Awaitable[TestResponse]]


async def test_a_window_is_greeted_with_the_number_of_watchers(app: LaurenApp) -> None:
    async with WsTestClient(app).connect("/ws") as first:
        assert await first.receive_json() == {"event": "hello", "data": {"watching": 1}}
        async with WsTestClient(app).connect("/ws") as second:
            assert await second.receive_json() == {"event": "hello", "data": {"watching": 2}}
    async with WsTestClient(app).connect("/ws") as third:
        assert await third.receive_json() == {"event": "hello", "data": {"watching": 1}}


async def test_every_change_reaches_every_window(app: LaurenApp) -> None:
    async with WsTestClient(app).connect("/ws") as one, WsTestClient(app).connect("/ws") as two:
        await one.receive_json()
        await two.receive_json()
        client = TestClient(app)
        added = (await client.arequest("POST", "/api/tasks", json={"title": "a"})).json()
        changed = (await client.arequest("PATCH", "/api/tasks/1", json={"done": True})).json()
        await client.arequest("DELETE", "/api/tasks/1")
        for window in (one, two):
            assert await window.receive_json() == {"event": "task.added", "data": added}
            assert await window.receive_json() == {"event": "task.changed", "data": changed}
            assert await window.receive_json() == {"event": "task.removed", "data": changed}


async def test_a_change_that_failed_is_not_announced(app: LaurenApp) -> None:
    async with WsTestClient(app).connect("/ws") as window:
        await window.receive_json()
        client = TestClient(app)
        assert (await client.arequest("POST", "/api/tasks", json={"title": ""})).status_code == 422
        assert (await client.arequest("DELETE", "/api/tasks/1")).status_code == 404
        await window.send_json({"event": "ping"})
        assert await window.receive_json() == {"event": "pong", "data": None}


async def test_a_change_is_committed_before_it_is_announced(app: LaurenApp, tmp_path: Path) -> None:
    async with WsTestClient(app).connect("/ws") as window:
        await window.receive_json()
        with sqlite3.connect(tmp_path / "board.sqlite3", timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO tasks (title) VALUES ('b')")
            other.rollback()
        other.close()
        await TestClient(app).arequest("POST", "/api/tasks", json={"title": "a"})
        frame = await window.receive_json()
        reader = sqlite3.connect(tmp_path / "board.sqlite3")
        rows = reader.execute("SELECT id, title FROM tasks").fetchall()
        reader.close()
        assert rows == [(frame["data"]["id"], "a")]


async def test_an_unknown_event_is_answered_and_the_connection_stays(app: LaurenApp) -> None:
    async with WsTestClient(app).connect("/ws") as window:
        await window.receive_json()
        await window.send_json({"event": "drop tables"})
        assert "error" in await window.receive_json()
        await window.send_json({"event": "ping"})
        assert (await window.receive_json())["event"] == "pong"


async def test_there_is_no_other_gateway(app: LaurenApp) -> None:
    async with WsTestClient(app).connect("/other") as window:
        assert window.close_code == 1008
