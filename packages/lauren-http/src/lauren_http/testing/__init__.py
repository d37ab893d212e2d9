"""Testing an application in process (the contract's `lauren.testing`)."""

from lauren_http.testing.client import RequestOptions, TestClient, TestResponse
from lauren_http.testing.requests import make_request

__all__ = ["RequestOptions", "TestClient", "TestResponse", "make_request"]
