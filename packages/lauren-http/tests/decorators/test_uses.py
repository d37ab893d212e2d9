"""`use_*`, metadata and security decorators: shape is judged at once, order never matters."""

from typing import Any

import pytest

from lauren_core import (
    DecoratorUsageError,
    ExceptionHandlerConfigError,
    GuardConfigError,
    InterceptorConfigError,
    MiddlewareConfigError,
)
from lauren_core.spi import own
from lauren_http import (
    StdlibJSONEncoder,
    controller,
    exception_handler,
    openapi_security,
    set_metadata,
    use_encoder,
    use_exception_handlers,
    use_guards,
    use_interceptors,
    use_middlewares,
)
from lauren_http.decorators.metadata import (
    OPENAPI_SECURITY_META,
    SET_METADATA,
    USE_ENCODER,
    USE_EXCEPTION_HANDLERS,
    USE_GUARDS,
)

rule = pytest.mark.rule


class First:
    async def can_activate(self, context: object) -> bool:
        return True


class Second(First): ...


@rule("C-31", "H-58")
@pytest.mark.parametrize(
    ("use", "error"),
    [
        (use_guards, GuardConfigError),
        (use_interceptors, InterceptorConfigError),
        (use_middlewares, MiddlewareConfigError),
    ],
)
def test_an_entry_without_its_method_is_refused(use: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="must define"):
        use(int)
    with pytest.raises(error, match="is not a class"):
        use("Guard")


@rule("C-18", "C-11")
def test_none_entries_are_dropped_and_empty_calls_are_valid() -> None:
    @use_guards()
    @use_guards(None, First, None)
    class A: ...

    assert own(A, USE_GUARDS) == [First]


@rule("C-20", "H-58")
def test_the_decorator_nearest_the_target_contributes_first() -> None:
    @use_guards(Second)
    @use_guards(First)
    class A: ...

    assert own(A, USE_GUARDS) == [First, Second]


@rule("C-17", "H-52")
def test_a_subclass_starts_with_nothing() -> None:
    @use_guards(First)
    @set_metadata("k", 1)
    class A: ...

    class B(A): ...

    assert own(B, USE_GUARDS, None) is None
    assert own(B, SET_METADATA, None) is None


@rule("C-17", "H-56")
def test_metadata_of_a_redecorated_subclass_does_not_absorb_the_parents() -> None:
    @set_metadata("parent", 1)
    class A: ...

    @set_metadata("child", 2)
    class B(A): ...

    assert own(B, SET_METADATA) == {"child": 2}
    assert own(A, SET_METADATA) == {"parent": 1}


@rule("C-20", "C-35")
def test_the_outermost_metadata_value_wins() -> None:
    @set_metadata("k", "outer")
    @set_metadata("k", "inner")
    @controller("/x")
    class A: ...

    assert own(A, SET_METADATA) == {"k": "outer"}


@rule("C-36", "H-90")
def test_an_encoder_is_an_instance() -> None:
    with pytest.raises(DecoratorUsageError):
        use_encoder(StdlibJSONEncoder)  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(DecoratorUsageError):
        use_encoder(object())  # type: ignore[arg-type]  # the mistake under test
    encoder = StdlibJSONEncoder()

    @use_encoder(encoder)
    class A: ...

    assert own(A, USE_ENCODER) is encoder


@rule("C-34", "H-58")
def test_an_undecorated_exception_handler_is_refused() -> None:
    class Plain:
        def catch(self, exc: Exception, request: object) -> None: ...

    with pytest.raises(ExceptionHandlerConfigError, match="is not an @exception_handler"):
        use_exception_handlers(Plain)


@rule("C-34")
def test_a_decorated_exception_handler_is_attached() -> None:
    @exception_handler(KeyError)
    def handler(exc: Exception, request: object) -> None: ...

    @use_exception_handlers(handler, None)
    class A: ...

    assert own(A, USE_EXCEPTION_HANDLERS) == [handler]


@rule("C-37", "H-59")
def test_security_needs_requirements_that_are_dicts_on_a_class() -> None:
    with pytest.raises(GuardConfigError, match="at least one"):
        openapi_security()
    with pytest.raises(GuardConfigError, match="must be dicts"):
        openapi_security("BearerAuth")  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(GuardConfigError, match="must decorate a class"):
        openapi_security({"BearerAuth": []})(lambda: None)
    with pytest.raises(DecoratorUsageError, match="must be used with parentheses"):
        openapi_security(First)  # type: ignore[arg-type]  # the mistake under test


@rule("H-3")
def test_stacked_security_requirements_are_alternatives() -> None:
    @openapi_security({"A": []})
    @openapi_security({"B": ["read"]}, schemes={"B": {"type": "oauth2"}})
    class Guard: ...

    meta = own(Guard, OPENAPI_SECURITY_META)
    assert meta.requirements == [{"B": ["read"]}, {"A": []}]
    assert meta.schemes == {"B": {"type": "oauth2"}}
