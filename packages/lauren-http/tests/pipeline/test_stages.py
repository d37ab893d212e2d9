"""The order of stages around a handler, and who sees which failure."""

import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from lauren_core import GuardConfigError, Scope, injectable, module
from lauren_http import (
    CallHandler,
    ExecutionContext,
    HTTPError,
    LaurenFactory,
    Request,
    Response,
    controller,
    exception_handler,
    get,
    interceptor,
    middleware,
    set_metadata,
    use_exception_handlers,
    use_guards,
    use_interceptors,
    use_middlewares,
)
from lauren_http.testing import TestClient
from lauren_http.types import CallNext

rule = pytest.mark.rule


def layer(name: str, log: list[str]) -> type:
    @middleware()
    class Layer:
        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            log.append(f"{name} in")
            response = await call_next(request)
            log.append(f"{name} out")
            return response

    return Layer


def guard(name: str, log: list[str], answer: Any = True) -> type:
    class Guard:
        async def can_activate(self, context: ExecutionContext) -> Any:
            log.append(name)
            return answer

    Guard.__name__ = name
    return Guard


def around(name: str, log: list[str]) -> type:
    @interceptor()
    class Around:
        async def intercept(self, context: ExecutionContext, call_handler: CallHandler) -> object:
            log.append(f"{name} in")
            result = await call_handler.handle()
            assert isinstance(result, Response)
            log.append(f"{name} out")
            return result

    return Around


def client_of(cls: type, **options: Any) -> TestClient:
    @module(controllers=[cls])
    class App: ...

    return TestClient(LaurenFactory.create(App, **options))


@rule("H-146", "H-150", "H-151", "H-154", "H-156")
def test_stages_run_in_the_contracts_order() -> None:
    log: list[str] = []

    @use_middlewares(layer("controller middleware", log))
    @use_guards(guard("controller guard", log))
    @use_interceptors(around("controller interceptor", log))
    @controller("")
    class C:
        @get("/")
        @use_middlewares(layer("route middleware", log))
        @use_guards(guard("route guard", log))
        @use_interceptors(around("route interceptor", log))
        async def home(self) -> str:
            log.append("handler")
            return "ok"

    client = client_of(
        C,
        global_middlewares=[layer("global middleware", log)],
        global_guards=[guard("global guard", log)],
        global_interceptors=[around("global interceptor", log)],
    )
    assert client.get("/").text == "ok"
    assert log == [
        "global middleware in",
        "controller middleware in",
        "route middleware in",
        "global guard",
        "controller guard",
        "route guard",
        "global interceptor in",
        "controller interceptor in",
        "route interceptor in",
        "handler",
        "route interceptor out",
        "controller interceptor out",
        "global interceptor out",
        "route middleware out",
        "controller middleware out",
        "global middleware out",
    ]


@rule("H-147")
def test_an_unmatched_request_meets_global_middlewares_only() -> None:
    log: list[str] = []

    @controller("")
    class C:
        @get("/")
        async def home(self) -> str:
            return "ok"

    client = client_of(C, global_middlewares=[layer("m", log)], global_guards=[guard("g", log)])
    assert client.get("/missing").status_code == 404
    assert client.post("/").status_code == 405
    assert log == ["m in", "m out"] * 2


@rule("H-154")
@pytest.mark.parametrize("answer", [False, None, 0, ""])
def test_a_falsy_guard_is_a_403_that_names_it_and_stops_the_chain(answer: Any) -> None:
    log: list[str] = []

    @controller("")
    class C:
        @get("/")
        @use_guards(guard("First", log, answer), guard("Second", log))
        async def home(self) -> str:
            log.append("handler")
            return "ok"

    response = client_of(C).get("/")
    assert response.status_code == 403
    assert response.json()["error"]["detail"] == {"guard": "First"}
    assert log == ["First"]


@rule("H-154")
def test_a_sync_guard_and_a_guard_that_answers_with_a_coroutine_are_awaited() -> None:
    class Sync:
        def can_activate(self, context: ExecutionContext) -> bool:
            return True

    class Nested:
        async def can_activate(self, context: ExecutionContext) -> Any:
            async def refuse() -> bool:
                return False

            return refuse()

    @controller("")
    class C:
        @get("/sync")
        @use_guards(Sync)
        async def sync(self) -> str:
            return "ok"

        @get("/nested")
        @use_guards(Nested)
        async def nested(self) -> str:
            return "ok"

    client = client_of(C)
    assert client.get("/sync").status_code == 200
    assert client.get("/nested").status_code == 403


@rule("H-6", "C-60")
def test_global_entries_are_judged_at_startup() -> None:
    @controller("")
    class C: ...

    with pytest.raises(GuardConfigError):
        client_of(C, global_guards=[int])


@rule("H-72", "H-56")
def test_the_context_carries_the_route_and_the_merged_metadata() -> None:
    seen: list[ExecutionContext] = []

    class Look:
        async def can_activate(self, context: ExecutionContext) -> bool:
            seen.append(context)
            return True

    @set_metadata("a", "class")
    @set_metadata("b", "class")
    @controller("/c")
    class C:
        @get("/{id}")
        @set_metadata("b", "route")
        @use_guards(Look)
        async def one(self, id: int, context: ExecutionContext) -> bool:
            return context is seen[0]

    assert client_of(C).get("/c/1").json() is True
    context = seen[0]
    assert (context.handler_class, context.route_template) == (C, "/c/{id}")
    assert context.handler_func is C.one
    assert (context.get_metadata("a"), context.get_metadata("b"), context.get_metadata("c", 0)) == (
        "class",
        "route",
        0,
    )


@rule("H-152", "H-153")
def test_middlewares_may_answer_alone_and_must_answer_with_a_response() -> None:
    @middleware()
    class Short:
        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            return Response.text("short")

    @middleware()
    class Broken:
        async def dispatch(self, request: Request, call_next: CallNext) -> Any:
            return {"not": "a response"}

    @controller("")
    class C:
        @get("/short")
        @use_middlewares(Short)
        async def short(self) -> str:
            raise AssertionError("unreachable")

        @get("/broken")
        @use_middlewares(Broken)
        async def broken(self) -> str:
            return "x"

    client = client_of(C)
    assert client.get("/short").text == "short"
    assert client.get("/broken").json()["error"] == {
        "code": "internal_error",
        "message": "internal server error",
        "detail": {"type": "TypeError"},
    }


@rule("H-153")
def test_a_route_middleware_sees_exceptions_and_a_global_one_sees_rendered_responses() -> None:
    @middleware()
    class Rescue:
        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            try:
                return await call_next(request)
            except LookupError:
                return Response.text("rescued")

    @middleware()
    class Stamp:
        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            return (await call_next(request)).with_header("x-stamp", "yes")

    @controller("")
    class C:
        @get("/rescued")
        @use_middlewares(Rescue)
        async def rescued(self) -> str:
            raise LookupError

        @get("/failed")
        async def failed(self) -> str:
            raise LookupError

    client = client_of(C, global_middlewares=[Stamp])
    assert client.get("/rescued").text == "rescued"
    failed = client.get("/failed")
    assert (failed.status_code, failed.header("x-stamp")) == (500, "yes")
    assert client.get("/nowhere").header("x-stamp") == "yes"


@rule("H-156")
def test_an_interceptor_may_replace_the_result_and_handle_still_gives_a_response() -> None:
    @interceptor()
    class Inner:
        async def intercept(self, context: ExecutionContext, call_handler: CallHandler) -> object:
            return {"replaced": True}, 202

    @interceptor()
    class Outer:
        def intercept(self, context: ExecutionContext, call_handler: CallHandler) -> object:
            return call_handler.handle()

    @controller("")
    class C:
        @get("/")
        @use_interceptors(Outer, Inner)
        async def home(self) -> str:
            raise AssertionError("unreachable")

    response = client_of(C).get("/")
    assert (response.status_code, response.json()) == (202, {"replaced": True})


class TeapotError(HTTPError):
    status_code = 418
    code = "teapot"


@rule("H-157", "H-158", "C-33")
def test_the_nearest_matching_exception_handler_answers() -> None:
    @injectable()
    class Names:
        value = "injected"

    @exception_handler(KeyError)
    def on_route(exc: KeyError, request: Request) -> Any:
        return {"by": "route"}, 404

    @exception_handler(LookupError)
    async def on_controller(exc: LookupError, request: Request, names: Names) -> Any:
        return {"by": names.value}, 404

    @exception_handler(Exception)
    class OnApp:
        def __init__(self, names: Names) -> None:
            self.names = names

        async def catch(self, exc: Exception, request: Request) -> Any:
            return {"by": "app", "type": type(exc).__name__}

    @use_exception_handlers(on_controller)
    @controller("")
    class C:
        @get("/route")
        @use_exception_handlers(on_route)
        async def route(self) -> str:
            raise KeyError

        @get("/controller")
        @use_exception_handlers(on_route)
        async def controller(self) -> str:
            raise IndexError

        @get("/app")
        async def app(self) -> str:
            raise ValueError

    @module(controllers=[C], providers=[Names])
    class App: ...

    client = TestClient(LaurenFactory.create(App, global_exception_handlers=[OnApp]))
    assert client.get("/route").json() == {"by": "route"}
    assert client.get("/controller").json() == {"by": "injected"}
    assert client.get("/app").json() == {"by": "app", "type": "ValueError"}
    assert client.get("/nowhere").json() == {"by": "app", "type": "RouteNotFoundError"}
    assert client.post("/app").header("allow") == "GET"


@rule("H-159")
def test_a_failing_exception_handler_is_a_500_and_not_offered_to_another() -> None:
    @exception_handler(KeyError)
    def fails(exc: KeyError, request: Request) -> Any:
        raise ValueError

    @exception_handler(ValueError)
    def never(exc: ValueError, request: Request) -> Any:
        raise AssertionError("unreachable")

    @controller("")
    class C:
        @get("/")
        @use_exception_handlers(fails, never)
        async def home(self) -> str:
            raise KeyError

    response = client_of(C).get("/")
    assert response.status_code == 500
    assert response.json()["error"]["detail"] == {"type": "ValueError"}


@rule("H-140", "H-141", "H-160", "H-144")
def test_http_errors_keep_their_status_and_headers_and_others_are_opaque() -> None:
    @controller("")
    class C:
        @get("/teapot")
        async def teapot(self) -> str:
            raise TeapotError("short", detail={"a": 1}, headers={"retry-after": "5"})

        @get("/secret")
        async def secret(self) -> str:
            raise RuntimeError("the password is hunter2")

    client = client_of(C)
    teapot = client.get("/teapot")
    assert (teapot.status_code, teapot.header("retry-after")) == (418, "5")
    assert teapot.json() == {"error": {"code": "teapot", "message": "short", "detail": {"a": 1}}}
    secret = client.get("/secret")
    assert secret.status_code == 500
    assert "hunter2" not in secret.text
    assert secret.json()["error"]["detail"] == {"type": "RuntimeError"}


@rule("H-142", "C-193")
def test_problem_details() -> None:
    @controller("")
    class C:
        @get("/")
        async def home(self) -> str:
            raise TeapotError(detail={"a": 1})

    client = client_of(C, error_format="rfc7807")
    response = client.get("/")
    assert response.header("content-type") == "application/problem+json"
    assert response.json() == {
        "type": "urn:ietf:rfc:7231:418",
        "title": "I'm a Teapot",
        "status": 418,
        "detail": "I'm a Teapot",
        "code": "teapot",
        "errors": {"a": 1},
    }
    assert client.get("/nowhere").json()["code"] == "route_not_found"


@rule("H-145", "C-192")
def test_a_detail_that_cannot_be_encoded_is_left_out() -> None:
    @controller("")
    class C:
        @get("/")
        async def home(self) -> str:
            raise TeapotError("x", detail={"object": object()})

    assert client_of(C).get("/").json() == {"error": {"code": "teapot", "message": "x", "detail": {}}}


@rule("H-148", "H-149", "C-101", "C-118")
def test_one_request_scoped_instance_serves_every_stage() -> None:
    log: list[str] = []
    client = client_of_units(log)
    assert client.get("/layered").json() is True
    assert log == ["open", "close"]


@rule("H-149", "C-118")
def test_a_request_scoped_instance_is_closed_after_the_response() -> None:
    log: list[str] = []
    client = client_of_units(log)
    assert client.get("/direct").text == "/direct"
    assert log == ["open", "close"]
    log.clear()
    assert client.get("/streamed").text == "/streamed"
    assert log == ["open", "chunk", "close"]


async def chunks_of(text: str, log: list[str]) -> AsyncIterator[str]:
    log.append("chunk")
    yield text


def client_of_units(log: list[str]) -> TestClient:
    @injectable(scope=Scope.REQUEST)
    class Unit:
        def __init__(self, request: Request) -> None:
            self.path = request.path
            log.append("open")

        async def aclose(self) -> None:
            log.append("close")

    @middleware()
    @injectable(scope=Scope.REQUEST)
    class M:
        def __init__(self, unit: Unit) -> None:
            self.unit = unit

        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            request.state.unit = self.unit
            return await call_next(request)

    @injectable(scope=Scope.REQUEST)
    class G:
        def __init__(self, unit: Unit) -> None:
            self.unit = unit

        async def can_activate(self, context: ExecutionContext) -> bool:
            return context.request.state.unit is self.unit

    @controller("")
    class C:
        @get("/layered")
        @use_middlewares(M)
        @use_guards(G)
        async def layered(self, unit: Unit, request: Request) -> bool:
            return request.state.unit is unit

        @get("/direct")
        async def direct(self, unit: Unit) -> str:
            return unit.path

        @get("/streamed")
        async def streamed(self, unit: Unit) -> Response:
            return Response.stream(chunks_of(unit.path, log))

    @module(controllers=[C], providers=[Unit, M, G])
    class App: ...

    return TestClient(LaurenFactory.create(App))


@rule("H-165", "H-166", "H-83")
def test_plain_functions_run_in_a_thread_and_their_awaitables_are_awaited() -> None:
    @controller("")
    class C:
        @get("/stop")
        def stop(self) -> str:
            raise StopIteration

        @get("/awaitable")
        def awaitable(self) -> Any:
            async def later() -> dict[str, int]:
                return {"a": 1}

            return later()

        @get("/thread-name")
        def name(self) -> str:
            return threading.current_thread().name

    client = client_of(C)
    assert "worker" in client.get("/thread-name").text.lower()
    assert client.get("/stop").status_code == 500
    assert client.get("/awaitable").json() == {"a": 1}
