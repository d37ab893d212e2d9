"""`@controller` attaches metadata to exactly one class."""

import pytest

from lauren_core import DecoratorUsageError, MetadataInheritanceError, module
from lauren_core.spi import own
from lauren_http import LaurenFactory, controller, get
from lauren_http.decorators.metadata import CONTROLLER_META
from lauren_http.testing import TestClient

rule = pytest.mark.rule


@rule("C-6", "C-27", "H-48")
def test_controller_returns_the_class_and_stores_its_options() -> None:
    class Users: ...

    assert controller("/users", tags=["users"], summary="Users", deprecated=True)(Users) is Users
    meta = own(Users, CONTROLLER_META)
    assert (meta.prefix, meta.tags, meta.summary, meta.deprecated) == ("/users", ("users",), "Users", True)


@rule("C-8", "H-48")
def test_bare_controller_is_refused_at_decoration_time() -> None:
    with pytest.raises(DecoratorUsageError, match="must be used with parentheses") as caught:

        @controller  # type: ignore[arg-type]  # the mistake under test
        class Users: ...

    assert caught.value.detail["decorator"] == "controller"


@rule("C-12")
def test_a_prefix_that_is_no_string_is_refused() -> None:
    with pytest.raises(DecoratorUsageError):
        controller(5)  # type: ignore[arg-type]  # the mistake under test


@rule("C-13", "H-52")
def test_an_undecorated_subclass_of_a_controller_is_no_controller() -> None:
    @controller("/a")
    class A: ...

    class B(A): ...

    @module(controllers=[B])
    class App: ...

    with pytest.raises(MetadataInheritanceError):
        LaurenFactory.create(App)


@rule("C-16", "H-52")
def test_a_redecorated_subclass_exposes_inherited_routes_under_its_own_prefix() -> None:
    @controller("/a")
    class A:
        @get("/x")
        async def x(self) -> dict[str, str]:
            return {"class": type(self).__name__}

    @controller("/b")
    class B(A): ...

    @module(controllers=[B])
    class App: ...

    client = TestClient(LaurenFactory.create(App))
    assert client.get("/b/x").json() == {"class": "B"}
    assert client.get("/a/x").status_code == 404
