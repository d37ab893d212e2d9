"""The page and the API document."""

import re

from lauren.testing import TestClient


def test_the_page_needs_no_other_server_and_allows_none(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.header("content-type") == "text/html; charset=utf-8"
    policy = response.header("content-security-policy") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r"(?:src|href)=\"(?!data:,)", response.text) == []
    assert "http://" not in response.text
    assert "https://" not in response.text


def test_the_page_builds_no_markup_from_data(client: TestClient) -> None:
    page = client.get("/").text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", page)


def test_the_document_lists_the_api_and_not_the_page(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["info"]["title"] == "Task board"
    assert set(document["paths"]["/api/tasks/{id}"]) >= {"get", "patch", "delete"}
    assert set(document["paths"]["/api/tasks"]) >= {"get", "post"}
    assert "/" not in document["paths"]


def test_the_documentation_page_answers(client: TestClient) -> None:
    response = client.get("/docs")
    assert response.status_code == 200
    assert "/openapi.json" in response.text
