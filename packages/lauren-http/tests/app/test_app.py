"""The application: lifecycle, lifespan, refusal, root path and mounts."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from lauren_core import (
    LifecycleViolationError,
    ShutdownBegin,
    SignalBus,
    StartupBegin,
    StartupComplete,
    injectable,
    module,
    post_construct,
    pre_destruct,
)
from lauren_http import AppState, LaurenApp, LaurenFactory, Request, Response, controller, get
from lauren_http.testing import TestClient, make_request

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio


@controller("")
class Home:
    @get("/")
    async def home(self) -> dict[str, str]:
        return {"at": "home"}

    @get("/path")
    async def path(self, request: Request) -> dict[str, str]:
        return {"path": request.path, "root": request.root_path}


@module(controllers=[Home])
class App: ...


async def call(app: Any, path: str = "/", **scope: Any) -> list[MutableMapping[str, Any]]:
    """Drive one HTTP request; the messages the application sent."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    base = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    await app({**base, **scope}, receive, send)
    return sent


@rule("H-17", "C-158")
async def test_startup_builds_singletons_seals_the_state_and_tells_the_bus() -> None:
    log: list[str] = []
    bus = SignalBus()

    @injectable()
    class Db:
        @post_construct
        def up(self) -> None:
            app.app_state.set("db", "up")
            log.append("db up")

        @pre_destruct
        def down(self) -> None:
            log.append("db down")

    @module(controllers=[Home], providers=[Db])
    class WithDb: ...

    for event in (StartupBegin, StartupComplete, ShutdownBegin):
        bus.on(event)(lambda e: log.append(type(e).__name__))
    state = AppState()
    app = LaurenFactory.create(WithDb, signals=bus, app_state=state)
    app.on_shutdown(lambda: log.append("first"))
    app.on_shutdown(lambda: log.append("second"))
    assert log == []
    await app.startup()
    assert app.app_state is state
    with pytest.raises(RuntimeError):
        state.set("late", 1)
    await app.shutdown()
    await app.shutdown()
    assert log == ["StartupBegin", "db up", "StartupComplete", "ShutdownBegin", "second", "first", "db down"]


@rule("C-159")
async def test_a_second_startup_is_a_violation_or_nothing() -> None:
    strict, lenient = LaurenFactory.create(App), LaurenFactory.create(App, strict_lifecycle=False)
    for app in (strict, lenient):
        await app.startup()
    with pytest.raises(LifecycleViolationError, match="startup called twice"):
        await strict.startup()
    await lenient.startup()
    await strict.shutdown()
    with pytest.raises(LifecycleViolationError):
        await strict.startup()
    await lenient.shutdown()


@rule("H-20", "C-168")
async def test_a_request_after_shutdown_is_a_503() -> None:
    app = LaurenFactory.create(App)
    await app.startup()
    await app.shutdown()
    start, body = await call(app)
    assert start["status"] == 503
    assert (b"connection", b"close") in start["headers"]
    assert b'"shutting_down"' in body["body"]


@rule("C-161")
async def test_a_request_before_startup_starts_the_application_once(caplog: pytest.LogCaptureFixture) -> None:
    built: list[int] = []

    @injectable()
    class Once:
        @post_construct
        async def up(self) -> None:
            await asyncio.sleep(0)
            built.append(1)

    @module(controllers=[Home], providers=[Once])
    class Lazy: ...

    app = LaurenFactory.create(Lazy)
    answers = await asyncio.gather(*(call(app) for _ in range(5)))
    assert [answer[0]["status"] for answer in answers] == [200] * 5
    assert built == [1]
    assert sum("before startup()" in record.message for record in caplog.records) == 1


@rule("C-161")
async def test_a_start_that_fails_is_an_opaque_500_and_may_be_retried() -> None:
    attempts: list[int] = []

    @injectable()
    class Flaky:
        @post_construct
        def up(self) -> None:
            attempts.append(1)
            if len(attempts) == 1:
                raise ConnectionError("db at secret-host is down")

    @module(controllers=[Home], providers=[Flaky])
    class WithFlaky: ...

    app = LaurenFactory.create(WithFlaky)
    start, body = await call(app)
    assert start["status"] == 500
    assert b"secret-host" not in body["body"]
    assert (await call(app))[0]["status"] == 200


async def lifespan(app: LaurenApp, *kinds: str) -> list[MutableMapping[str, Any]]:
    messages = [{"type": kind} for kind in kinds]
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return messages.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app({"type": "lifespan"}, receive, send)
    return sent


@rule("H-18", "C-160")
async def test_lifespan_completes_or_reports_the_failure() -> None:
    fine = await lifespan(LaurenFactory.create(App), "lifespan.startup", "lifespan.shutdown")
    assert [m["type"] for m in fine] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]

    @injectable()
    class Broken:
        @post_construct
        def up(self) -> None:
            raise ConnectionError("no database")

    @module(providers=[Broken])
    class WithBroken: ...

    (failed,) = await lifespan(LaurenFactory.create(WithBroken), "lifespan.startup")
    assert failed == {"type": "lifespan.startup.failed", "message": "no database"}


@rule("H-18")
async def test_unknown_scope_types_are_ignored() -> None:
    app = LaurenFactory.create(App)
    assert await call(app, type="mystery") == []


@rule("H-22")
async def test_a_websocket_without_gateways_is_closed_with_1008() -> None:
    app = LaurenFactory.create(App)
    assert await call(app, type="websocket") == [{"type": "websocket.close", "code": 1008}]
    await app.shutdown()
    assert await call(app, type="websocket") == [{"type": "websocket.close", "code": 1012}]


@rule("H-19", "C-163", "C-164")
async def test_shutdown_waits_for_requests_in_flight_and_cancels_the_rest() -> None:
    entered, go_on = asyncio.Event(), asyncio.Event()
    outcome: list[str] = []

    @controller("")
    class Slow:
        @get("/quick")
        async def quick(self) -> str:
            entered.set()
            await go_on.wait()
            outcome.append("finished")
            return "ok"

        @get("/stuck")
        async def stuck(self) -> str:
            entered.set()
            try:
                await asyncio.Event().wait()
            finally:
                outcome.append("cancelled")
            return "never"

    @module(controllers=[Slow])
    class SlowApp: ...

    for path, timeout in (("/quick", 5.0), ("/stuck", 0.01)):
        entered.clear()
        go_on.clear()
        app = LaurenFactory.create(SlowApp)
        await app.startup()
        request = asyncio.create_task(call(app, path))
        await entered.wait()
        closing = asyncio.create_task(app.shutdown(drain_timeout=timeout))
        await asyncio.sleep(0)
        go_on.set()
        await closing
        await asyncio.wait({request})
    assert outcome == ["finished", "cancelled"]


@rule("C-167")
async def test_shutdown_from_inside_a_request_excludes_that_request() -> None:
    @controller("")
    class Stop:
        @get("/")
        async def stop(self) -> str:
            await app.shutdown(drain_timeout=5)
            return "stopped"

    @module(controllers=[Stop])
    class StopApp: ...

    app = LaurenFactory.create(StopApp)
    await app.startup()
    assert (await asyncio.wait_for(call(app), 2))[1]["body"] == b"stopped"


@rule("H-23")
@pytest.mark.parametrize(
    ("configured", "scope_root", "path", "status"),
    [
        ("/api", "", "/api/path", 200),
        ("api/", "", "/api", 200),
        ("/api", "", "/path", 200),
        ("/api", "", "/apix/path", 404),
        ("", "/proxy", "/proxy/path", 200),
        ("", "/proxy", "/path", 200),
    ],
)
async def test_the_root_path_is_removed_on_segment_boundaries(
    configured: str, scope_root: str, path: str, status: int
) -> None:
    app = LaurenFactory.create(App, root_path=configured)
    await app.startup()
    assert (await call(app, path, root_path=scope_root))[0]["status"] == status
    await app.shutdown()


@rule("H-26", "H-27", "H-28")
async def test_mounts_get_the_rest_of_the_path() -> None:
    async def echo(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            raise RuntimeError("no lifespan here")
        body = f"{scope['root_path']}|{scope['path']}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    app = LaurenFactory.create(App, root_path="/api", mounts={"/m": echo, "/m/deep": echo, "/": echo})
    await app.startup()
    answers = {
        path: (await call(app, path))[1]["body"] for path in ("/api/m/x", "/api/m", "/api/m/deep/y", "/api/q")
    }
    assert answers == {
        "/api/m/x": b"/api/m|/x",
        "/api/m": b"/api/m|/",
        "/api/m/deep/y": b"/api/m/deep|/y",
        "/api/q": b"/api|/q",
    }
    assert (await call(app, "/api/"))[1]["body"] == b'{"at":"home"}'
    with pytest.raises(ValueError, match="must not be empty"):
        app.mount("", echo)
    await app.shutdown()


@rule("H-29")
async def test_a_mounted_application_starts_and_stops_with_ours() -> None:
    log: list[str] = []

    @module(controllers=[Home])
    class Inner: ...

    inner = LaurenFactory.create(Inner)
    inner.signals.on(StartupComplete)(lambda e: log.append("inner up"))
    inner.on_shutdown(lambda: log.append("inner down"))
    app = LaurenFactory.create(App, mounts={"/inner": inner})
    app.on_shutdown(lambda: log.append("outer callbacks"))
    await app.startup()
    assert (await call(app, "/inner/path"))[1]["body"] == b'{"path":"/path","root":"/inner"}'
    await app.shutdown()
    assert log == ["inner up", "outer callbacks", "inner down"]


@rule("H-30", "H-31", "H-45")
async def test_head_has_the_head_of_get_and_no_body() -> None:
    app = LaurenFactory.create(App)
    get_start, get_body = await call(app)
    head_start, head_body = await call(app, method="HEAD")
    assert head_start == get_start
    assert (b"content-length", b"%d" % len(get_body["body"])) in head_start["headers"]
    assert head_body == {"type": "http.response.body", "body": b""}
    await app.shutdown()


@rule("H-7")
async def test_handle_runs_the_whole_pipeline_for_a_built_request() -> None:
    app = LaurenFactory.create(App)
    response = await app.handle(make_request("GET", "/path"))
    assert isinstance(response, Response)
    assert response.status == 200
    assert (await app.handle(make_request("GET", "/nowhere"))).status == 404
    assert [entry.path_template for entry in app.routes()] == ["/", "/path"]
    await app.shutdown()


@rule("H-32")
async def test_a_stream_that_fails_is_truncated_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    @controller("")
    class Streams:
        @get("/")
        async def stream(self) -> Response:
            async def chunks() -> Any:
                yield b"one"
                raise LookupError

            return Response.stream(chunks())

    @module(controllers=[Streams])
    class StreamApp: ...

    response = TestClient(LaurenFactory.create(StreamApp)).get("/")
    assert response.body == b"one"
    assert not response.complete
    assert "failed after its head was sent" in caplog.text
