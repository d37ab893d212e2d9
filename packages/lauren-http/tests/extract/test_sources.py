"""Every source over the wire, in both forms: the generated function and the one inside middlewares."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pytest

from lauren_core import module
from lauren_http import (
    Bytes,
    Cookie,
    Header,
    Json,
    LaurenFactory,
    PathField,
    Query,
    QueryField,
    Request,
    Response,
    StateExtractor,
    controller,
    get,
    middleware,
    post,
)
from lauren_http.testing import TestClient
from lauren_http.types import CallNext

rule = pytest.mark.rule


@dataclass
class Filters:
    q: str
    n: int = 1


@dataclass
class Item:
    name: str
    price: float = 0.0


@controller("/s")
class Sources:
    @get("/path/{id}")
    async def path(self, id: Annotated[int, PathField(ge=1)]) -> dict[str, int]:
        return {"id": id}

    @get("/query")
    async def query(self, n: int, q: str = "none", flag: bool = False) -> dict[str, Any]:
        return {"n": n, "q": q, "flag": flag}

    @get("/list")
    async def list_(self, tags: list[int] = [7]) -> list[int]:  # noqa: B006  # copied per request
        tags.append(0)
        return tags

    @get("/filters")
    async def filters(self, filters: Query[Filters]) -> dict[str, Any]:
        return {"q": filters.q, "n": filters.n}

    @get("/literal")
    async def literal(self, c: Literal["red", "blue"]) -> str:
        return c

    @get("/aliased")
    async def aliased(self, q: Query[int] = QueryField(default=5, ge=1, alias="cc")) -> int:  # noqa: B008  # a descriptor is a declaration
        return q

    @get("/header")
    async def header(self, x_one: Header[str], x_many: Header[list[str]]) -> dict[str, Any]:
        return {"one": x_one, "many": x_many}

    @get("/cookie")
    async def cookie(self, sid: Cookie[str] = "none") -> str:
        return sid

    @post("/json")
    async def json(self, item: Item) -> dict[str, Any]:
        return {"name": item.name, "price": item.price}

    @post("/optional")
    async def optional(self, item: Json[Item | None]) -> bool:
        return item is None

    @post("/bytes")
    async def bytes(self, body: Bytes) -> Response:
        return Response.bytes(body)

    @get("/state")
    async def state(self, user: Annotated[str, StateExtractor] = "nobody") -> str:
        return user


@module(controllers=[Sources])
class App: ...


@middleware()
class Transparent:
    async def dispatch(self, request: Request, call_next: CallNext) -> Response:
        request.state.user = "ann"
        return await call_next(request)


@pytest.fixture(scope="module", params=["generated", "inside a middleware"])
def client(request: pytest.FixtureRequest) -> TestClient:
    layers = [] if request.param == "generated" else [Transparent]
    return TestClient(LaurenFactory.create(App, global_middlewares=layers, max_body_size=200))


def error_of(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = response.json()["error"]
    return found


@rule("H-107", "H-115")
def test_path(client: TestClient) -> None:
    assert client.get("/s/path/7").json() == {"id": 7}
    response = client.get("/s/path/abc")
    assert response.status_code == 422
    assert error_of(response)["code"] == "extractor_field_error"
    assert error_of(response)["detail"]["field"] == "id"
    assert error_of(client.get("/s/path/0"))["detail"] == {"field": "id", "constraint": "ge", "limit": 1}


@rule("H-105", "H-108", "H-115")
def test_query(client: TestClient) -> None:
    assert client.get("/s/query?n=1&n=2&q=a%20b&flag=yes").json() == {"n": 1, "q": "a b", "flag": True}
    assert client.get("/s/query?n=1").json() == {"n": 1, "q": "none", "flag": False}
    missing = client.get("/s/query")
    assert missing.status_code == 422
    assert error_of(missing)["detail"] == {"field": "n", "source": "query"}
    assert "missing" in error_of(missing)["message"]
    assert client.get("/s/query?n=1&flag=maybe").status_code == 422


@rule("H-104", "H-108")
def test_lists_take_every_value_and_copy_their_default(client: TestClient) -> None:
    assert client.get("/s/list").json() == [7, 0]
    assert client.get("/s/list").json() == [7, 0]
    assert client.get("/s/list?tags=1&tags=2").json() == [1, 2, 0]
    assert client.get("/s/list?tags=1,2").status_code == 422


@rule("H-108", "H-118")
def test_a_model_of_the_query_string(client: TestClient) -> None:
    assert client.get("/s/filters?q=x&n=3&other=1").json() == {"q": "x", "n": 3}
    response = client.get("/s/filters?n=3")
    assert response.status_code == 422
    assert error_of(response)["detail"]["errors"]


@rule("H-115")
def test_literals_list_what_is_allowed(client: TestClient) -> None:
    assert client.get("/s/literal?c=red").text == "red"
    assert client.get("/s/literal?c=green").status_code == 422


@rule("H-104", "H-129")
def test_constraints_name_the_wire_field(client: TestClient) -> None:
    assert client.get("/s/aliased").json() == 5
    response = client.get("/s/aliased?cc=0")
    assert response.status_code == 422
    assert error_of(response)["detail"] == {"field": "cc", "constraint": "ge", "limit": 1}


@rule("H-109")
def test_headers(client: TestClient) -> None:
    response = client.get("/s/header", headers=[("x-one", "1"), ("x-many", "a, b"), ("x-many", ",c")])
    assert response.json() == {"one": "1", "many": ["a", "b", "c"]}
    assert error_of(client.get("/s/header"))["detail"]["field"] == "x-one"


@rule("H-110")
def test_cookies(client: TestClient) -> None:
    assert client.get("/s/cookie", headers={"cookie": 'sid="abc"'}).text == "abc"
    assert client.get("/s/cookie").text == "none"


@rule("H-117", "H-118", "H-120")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"name": "x", "price": "zz"}', "extractor_error"),
        (b"[1]", "extractor_error"),
        (b'{"name": 1}', "extractor_error"),
        (b'{"name": "x"', "extractor_error"),
        (b'{"name": "x", "price": NaN}', "extractor_error"),
        (b'{"name": "\\ud800"}', "extractor_error"),
        (b"\xff", "extractor_error"),
        (b"[" * 190, "extractor_error"),
        (b"", "extractor_field_error"),
    ],
)
def test_bad_json_is_a_422_with_the_envelope(client: TestClient, content: bytes, code: str) -> None:
    response = client.post("/s/json", content=content)
    assert (response.status_code, error_of(response)["code"]) == (422, code)
    assert error_of(response)["detail"]["field"] == "item"


@rule("H-119", "H-120")
def test_good_json(client: TestClient) -> None:
    assert client.post("/s/json", json={"name": "x", "price": 2}).json() == {"name": "x", "price": 2.0}
    assert client.post("/s/json", content=b"\xef\xbb\xbf" + b'{"name": "x"}').status_code == 200


@rule("H-103")
def test_an_optional_body_may_be_absent_or_null(client: TestClient) -> None:
    assert client.post("/s/optional").json() is True
    assert client.post("/s/optional", content=b"null").json() is True
    assert client.post("/s/optional", json={"name": "x"}).json() is False


@rule("H-64", "H-113")
def test_bytes_and_the_body_limit(client: TestClient) -> None:
    assert client.post("/s/bytes", content=b"raw").body == b"raw"
    assert client.post("/s/bytes").body == b""
    response = client.post("/s/bytes", content=b"x" * 201)
    assert (response.status_code, error_of(response)["code"]) == (413, "request_body_too_large")
    assert error_of(response)["detail"] == {"max_body_size": 200}


def test_an_encoded_body_is_unsupported(client: TestClient) -> None:
    response = client.post("/s/json", content=b"x", headers={"content-encoding": "gzip"})
    assert (response.status_code, error_of(response)["code"]) == (415, "unsupported_media_type")


def test_a_malformed_content_length_is_a_400(client: TestClient) -> None:
    assert client.post("/s/bytes", content=b"x", headers={"content-length": "abc"}).status_code == 400


@rule("H-111")
def test_state(client: TestClient, request: pytest.FixtureRequest) -> None:
    expected = {"generated": "nobody"}.get(request.node.callspec.params["client"], "ann")
    assert client.get("/s/state").text == expected
