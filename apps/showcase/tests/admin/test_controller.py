"""The admin routes and their guard."""

import pytest

from lauren.testing import TestClient

TOKEN = "correct-horse-battery-staple"
AS_ADMIN = {"authorization": f"Bearer {TOKEN}"}


def test_the_board_in_numbers(client: TestClient) -> None:
    client.post("/api/tasks", json={"title": "a"})
    client.post("/api/tasks", json={"title": "b"})
    client.patch("/api/tasks/1", json={"done": True})
    response = client.get("/api/admin/statistics", headers=AS_ADMIN)
    assert (response.status_code, response.json()) == (200, {"tasks": 2, "done": 1})


def test_done_tasks_are_removed(client: TestClient) -> None:
    client.post("/api/tasks", json={"title": "a"})
    client.post("/api/tasks", json={"title": "b"})
    client.patch("/api/tasks/1", json={"done": True})
    assert client.delete("/api/admin/tasks/done", headers=AS_ADMIN).json() == {"removed": 1}
    assert [task["title"] for task in client.get("/api/tasks").json()] == ["b"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}, {"authorization": "Bearer"}],
)
def test_everybody_else_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/api/admin/statistics"), ("DELETE", "/api/admin/tasks/done")):
        response = client.request(method, path, headers=headers)
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "unauthorized"
        assert (response.header("www-authenticate") or "").startswith('Bearer realm="showcase"')


@pytest.mark.parametrize("token", ["", None])
def test_without_a_configured_token_nobody_is_admin(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    if token is None:
        monkeypatch.delenv("SHOWCASE_ADMIN_TOKEN")
    else:
        monkeypatch.setenv("SHOWCASE_ADMIN_TOKEN", token)
    for headers in ({}, AS_ADMIN, {"authorization": "Bearer "}):
        assert client.get("/api/admin/statistics", headers=headers).status_code == 401
