"""The REST routes, through the whole application."""

import pytest

from lauren.testing import TestClient, TestResponse


def error_code(response: TestResponse) -> str:
    """The code of the envelope; every error has exactly this shape."""
    (error,) = response.json().values()
    assert set(error) == {"code", "message", "detail"}
    assert response.header("content-type") == "application/json"
    assert response.header("x-request-id")
    return str(error["code"])


def test_a_new_board_is_empty(client: TestClient) -> None:
    response = client.get("/api/tasks")
    assert (response.status_code, response.json()) == (200, [])


def test_an_added_task_is_answered_stored_and_addressed(client: TestClient) -> None:
    response = client.post("/api/tasks", json={"title": "  Buy milk "})
    task = response.json()
    assert response.status_code == 201
    assert response.header("location") == f"/api/tasks/{task['id']}"
    assert (task["title"], task["done"], task["version"]) == ("Buy milk", False, 1)
    assert client.get(f"/api/tasks/{task['id']}").json() == task
    assert client.get("/api/tasks").json() == [task]


def test_a_task_is_renamed_and_ticked_off(client: TestClient) -> None:
    address = client.post("/api/tasks", json={"title": "a"}).header("location")
    assert address is not None
    assert client.patch(address, json={"title": "b"}).json()["title"] == "b"
    changed = client.patch(address, json={"done": True}).json()
    assert (changed["title"], changed["done"], changed["version"]) == ("b", True, 3)
    assert client.patch(address, json={"done": False}).json()["done"] is False


def test_a_removed_task_is_gone(client: TestClient) -> None:
    address = client.post("/api/tasks", json={"title": "a"}).header("location")
    assert address is not None
    response = client.delete(address)
    assert (response.status_code, response.body) == (204, b"")
    assert error_code(client.get(address)) == "task_not_found"
    assert client.get("/api/tasks").json() == []


def test_the_id_of_a_removed_task_is_not_given_again(client: TestClient) -> None:
    first = client.post("/api/tasks", json={"title": "a"}).json()["id"]
    client.delete(f"/api/tasks/{first}")
    assert client.post("/api/tasks", json={"title": "b"}).json()["id"] > first


def test_the_list_is_filtered_and_bounded_newest_first(client: TestClient) -> None:
    for title in ("Milk", "Bread", "milkshake", "100% juice"):
        client.post("/api/tasks", json={"title": title})
    client.patch("/api/tasks/1", json={"done": True})

    def titles(**params: object) -> list[str]:
        return [task["title"] for task in client.get("/api/tasks", params=params).json()]

    assert titles() == ["100% juice", "milkshake", "Bread", "Milk"]
    assert titles(limit=2) == ["100% juice", "milkshake"]
    assert titles(q="MILK") == ["milkshake", "Milk"]
    assert titles(q="%") == ["100% juice"]
    assert titles(done="true") == ["Milk"]
    assert titles(done="false", q="milk") == ["milkshake"]


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_an_unknown_task_is_404_with_its_id(client: TestClient, method: str) -> None:
    body = {"json": {"done": True}} if method == "patch" else {}
    response = client.request(method.upper(), "/api/tasks/7", **body)
    assert response.status_code == 404
    assert error_code(response) == "task_not_found"
    assert response.json()["error"]["detail"] == {"id": 7}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 201},
        {"title": None},
        {"title": 5},
        {"title": "a", "owner": "b"},
        {"title": "\ud800"},
        [],
        None,
    ],
)
def test_a_bad_new_task_is_422(client: TestClient, body: object) -> None:
    response = client.post("/api/tasks", json=body)
    assert response.status_code == 422
    assert error_code(response) in {"extractor_error", "extractor_field_error"}
    assert client.get("/api/tasks").json() == []


@pytest.mark.parametrize("body", [{}, {"title": ""}, {"done": None}, {"done": "maybe"}, {"id": 2}])
def test_a_change_of_nothing_or_of_something_else_is_422(client: TestClient, body: object) -> None:
    client.post("/api/tasks", json={"title": "a"})
    response = client.patch("/api/tasks/1", json=body)
    assert response.status_code == 422
    assert error_code(response) == "extractor_error"
    assert client.get("/api/tasks/1").json()["version"] == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"title": NaN}', b"[" * 5000])
def test_a_body_that_is_not_json_is_422(client: TestClient, content: bytes) -> None:
    response = client.post("/api/tasks", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert error_code(response) in {"extractor_error", "extractor_field_error"}


@pytest.mark.parametrize(
    "params",
    [{"done": "maybe"}, {"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"q": "x" * 101}],
)
def test_a_bad_query_is_422_and_names_the_field(client: TestClient, params: dict[str, str]) -> None:
    response = client.get("/api/tasks", params=params)
    assert response.status_code == 422
    assert error_code(response) == "extractor_field_error"
    assert response.json()["error"]["detail"]["field"] in params


@pytest.mark.parametrize("task_id", ["0", "-1", "x", "1.5", str(2**63), "%00"])
def test_an_impossible_id_is_422(client: TestClient, task_id: str) -> None:
    response = client.get(f"/api/tasks/{task_id}")
    assert response.status_code == 422
    assert error_code(response) == "extractor_field_error"


def test_an_unknown_path_is_404(client: TestClient) -> None:
    response = client.get("/api/nothing")
    assert (response.status_code, error_code(response)) == (404, "route_not_found")


def test_a_wrong_method_is_405_and_says_what_is_allowed(client: TestClient) -> None:
    response = client.put("/api/tasks/1", json={})
    assert (response.status_code, error_code(response)) == (405, "method_not_allowed")
    assert response.header("allow") == "DELETE, GET, PATCH"


def test_a_body_that_is_too_large_is_413(client: TestClient) -> None:
    response = client.post("/api/tasks", content=b" " * (1024 * 1024 + 1))
    assert (response.status_code, error_code(response)) == (413, "request_body_too_large")
