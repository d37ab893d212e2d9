"""`@middleware()`, `@interceptor()` and `@exception_handler(...)` give a role to exactly one object."""

from typing import Any

import pytest

from lauren_core import (
    DecoratorUsageError,
    ExceptionHandlerConfigError,
    InterceptorConfigError,
    MiddlewareConfigError,
    module,
)
from lauren_core.spi import own
from lauren_http import (
    LaurenFactory,
    Request,
    Response,
    controller,
    exception_handler,
    get,
    interceptor,
    middleware,
)
from lauren_http.decorators.metadata import EXCEPTION_HANDLER_META
from lauren_http.testing import TestClient
from lauren_http.types import CallNext

rule = pytest.mark.rule


@rule("C-29", "C-30")
@pytest.mark.parametrize(
    ("role", "error", "method"),
    [(middleware, MiddlewareConfigError, "dispatch"), (interceptor, InterceptorConfigError, "intercept")],
)
def test_a_role_needs_its_method(role: Any, error: type[Exception], method: str) -> None:
    with pytest.raises(error, match=f"must define '{method}'"):
        role()(type("Plain", (), {}))


@rule("C-8", "C-12", "H-48")
@pytest.mark.parametrize("role", [middleware, interceptor])
def test_bare_use_and_arguments_are_refused(role: Any) -> None:
    with pytest.raises(DecoratorUsageError, match="must be used with parentheses"):
        role(type("Plain", (), {}))
    with pytest.raises(DecoratorUsageError, match="takes no arguments"):
        role(1)


@rule("C-14", "H-151")
def test_a_redecorated_subclass_of_a_middleware_works() -> None:
    @middleware()
    class Base:
        name = "base"

        async def dispatch(self, request: Request, call_next: CallNext) -> Response:
            return (await call_next(request)).with_header("x-by", self.name)

    @middleware()
    class Derived(Base):
        name = "derived"

    @controller("")
    class C:
        @get("/")
        async def home(self) -> str:
            return "ok"

    @module(controllers=[C])
    class App: ...

    client = TestClient(LaurenFactory.create(App, global_middlewares=[Derived]))
    assert client.get("/").header("x-by") == "derived"


@rule("C-9", "H-157")
def test_exception_handler_misuse_is_named() -> None:
    with pytest.raises(ExceptionHandlerConfigError, match="at least one"):
        exception_handler()
    with pytest.raises(ExceptionHandlerConfigError):
        exception_handler(int)  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(ExceptionHandlerConfigError, match="must define 'catch'"):
        exception_handler(KeyError)(type("Plain", (), {}))
    with pytest.raises(ExceptionHandlerConfigError):
        exception_handler(type("Plain", (), {}))  # bare on a class

    def function(exc: Exception, request: object) -> None: ...

    for error in (DecoratorUsageError, ExceptionHandlerConfigError):
        with pytest.raises(error, match="must be used with parentheses"):
            exception_handler(function)  # type: ignore[arg-type]  # bare on a function


@rule("C-20", "C-32")
def test_stacked_exception_handlers_merge_their_types_outermost_first() -> None:
    @exception_handler(KeyError)
    @exception_handler(ValueError, KeyError)
    def handler(exc: Exception, request: object) -> None: ...

    assert own(handler, EXCEPTION_HANDLER_META).exceptions == (KeyError, ValueError)
