"""`LaurenFactory.create`: options, extensions and phases."""

from collections.abc import Sequence
from typing import Any, get_type_hints

import pytest

from lauren_core import (
    LogRecord,
    MissingProviderError,
    NullLogger,
    RouterConflictError,
    Scope,
    StartupError,
    injectable,
    module,
)
from lauren_core.spi import ROUTABLE_META, RoutableMeta, attach, mark_injectable
from lauren_http import Extension, LaurenApp, LaurenFactory, Response, controller, get
from lauren_http.startup.options import AppKeywords, AppOptions
from lauren_http.testing import TestClient

rule = pytest.mark.rule


@controller("")
class Home:
    @get("/")
    async def home(self) -> str:
        return "home"


@module(controllers=[Home])
class App: ...


def test_the_keywords_and_the_options_are_one_list() -> None:
    assert list(get_type_hints(AppKeywords)) == list(AppOptions.__dataclass_fields__)


@rule("H-5")
@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ({"error_format": "xml"}, "invalid_error_format"),
        ({"max_body_size": -1}, "invalid_max_body_size"),
        ({"max_body_size": True}, "invalid_max_body_size"),
    ],
)
def test_impossible_options_are_startup_errors(option: dict[str, Any], reason: str) -> None:
    with pytest.raises(StartupError) as caught:
        LaurenFactory.create(App, **option)
    assert caught.value.detail["reason"] == reason


@rule("H-5")
def test_an_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        LaurenFactory.create(App, colour="red")  # type: ignore[call-overload]  # the mistake under test


@rule("C-140", "H-4")
def test_create_builds_nothing() -> None:
    @injectable()
    class Loud:
        def __init__(self) -> None:
            raise AssertionError("built during create")

    @module(providers=[Loud])
    class WithLoud: ...

    LaurenFactory.create(WithLoud)


@rule("H-38", "C-50")
def test_two_routes_with_one_path_conflict() -> None:
    @controller("")
    class Other:
        @get("/")
        async def other(self) -> str:
            return "other"

    @module(controllers=[Home, Other])
    class Both: ...

    with pytest.raises(RouterConflictError) as caught:
        LaurenFactory.create(Both)
    assert (caught.value.detail["method"], caught.value.detail["path"]) == ("GET", "/")
    assert any("test_factory.py" in note for note in caught.value.__notes__)


class Pings(Extension):
    kind = "ping"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def collect_providers(self, build: Any) -> None:
        self.seen.append("providers")

    def compile(self, build: Any, controllers: Sequence[type]) -> None:
        self.seen += [cls.__name__ for cls in controllers]

        async def ping() -> Response:
            return Response.text("pong")

        build.add_route("GET", "/ping", ping)

        async def protocol(app: LaurenApp, scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "pong"})

        build.add_protocol("ping", protocol)

    def ready(self, build: Any, app: LaurenApp) -> None:
        self.seen.append(f"ready {len(app.route_plans)} {len(build.routes)}")


def ping_class() -> type:
    class Pinger: ...

    attach(Pinger, ROUTABLE_META, RoutableMeta("ping", "lauren-ping", "lauren_ping.Pings()"))
    mark_injectable(Pinger, Scope.SINGLETON)
    return Pinger


def test_an_extension_acts_in_its_phases() -> None:
    extension = Pings()

    @module(controllers=[Home, ping_class()])
    class WithPing: ...

    app = LaurenFactory.create(WithPing, extensions=[extension])
    assert extension.seen == ["providers", "Pinger", "ready 2 2"]
    client = TestClient(app)
    assert client.get("/ping").text == "pong"
    assert app.route_plans[1].include_in_schema is False


def test_a_class_without_its_extension_names_what_to_install() -> None:
    @module(controllers=[ping_class()])
    class WithPing: ...

    with pytest.raises(StartupError, match="no extension compiles it") as caught:
        LaurenFactory.create(WithPing)
    assert "lauren-ping" in "\n".join(caught.value.__notes__)
    assert caught.value.detail == {"class": "Pinger", "kind": "ping", "package": "lauren-ping"}


@rule("C-144", "H-211")
def test_startup_is_logged_and_a_broken_logger_breaks_nothing() -> None:
    class Memory(NullLogger):
        def __init__(self) -> None:
            self.level = 0  # type: ignore[assignment]  # below every level
            self.records: list[LogRecord] = []

        def log_record(self, record: LogRecord) -> None:
            self.records.append(record)

    class Broken(Memory):
        def log_record(self, record: LogRecord) -> None:
            raise OSError("disk full")

    logger = Memory()
    LaurenFactory.create(App, logger=logger)
    mapped = [record for record in logger.records if record.context == "RouterExplorer"]
    assert [record.extra["handler"] for record in mapped] == ["Home.home"]
    LaurenFactory.create(App, logger=Broken())


@rule("C-57")
def test_global_providers_are_seen_by_every_module() -> None:
    @injectable()
    class Clock: ...

    @controller("/t")
    class Times:
        def __init__(self, clock: Clock) -> None:
            self.clock = clock

        @get("/")
        async def now(self) -> bool:
            return isinstance(self.clock, Clock)

    @module(controllers=[Times])
    class TimeApp: ...

    with pytest.raises(MissingProviderError):
        LaurenFactory.create(TimeApp)
    assert TestClient(LaurenFactory.create(TimeApp, global_providers=[Clock])).get("/t").json() is True
