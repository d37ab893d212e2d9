"""What HTTP decorators store: the marker attributes and the frozen records behind them.

Rule: nothing here decides anything; the names of the attributes are part of the contract (H-3).
"""

from collections.abc import Iterable, Mapping
from typing import Final, final

__all__ = [
    "CONTROLLER_META",
    "EXCEPTION_HANDLER_META",
    "HTTP_KIND",
    "INTERCEPTOR_META",
    "MIDDLEWARE_META",
    "OPENAPI_SECURITY_META",
    "ROUTE_META",
    "SET_METADATA",
    "USE_ENCODER",
    "USE_EXCEPTION_HANDLERS",
    "USE_GUARDS",
    "USE_INTERCEPTORS",
    "USE_MIDDLEWARES",
    "ControllerMeta",
    "ExceptionHandlerMeta",
    "OpenAPISecurityMeta",
    "RouteMeta",
]

CONTROLLER_META: Final = "__lauren_controller__"
ROUTE_META: Final = "__lauren_route__"
MIDDLEWARE_META: Final = "__lauren_middleware__"
INTERCEPTOR_META: Final = "__lauren_interceptor__"
USE_MIDDLEWARES: Final = "__lauren_use_middlewares__"
USE_GUARDS: Final = "__lauren_use_guards__"
USE_INTERCEPTORS: Final = "__lauren_use_interceptors__"
USE_EXCEPTION_HANDLERS: Final = "__lauren_use_exception_handlers__"
EXCEPTION_HANDLER_META: Final = "__lauren_exception_handler__"
SET_METADATA: Final = "__lauren_metadata__"
USE_ENCODER: Final = "__lauren_use_encoder__"
OPENAPI_SECURITY_META: Final = "__lauren_openapi_security__"

#: `RoutableMeta.kind` of the classes that lauren-http itself compiles.
HTTP_KIND: Final = "http"


@final
class ControllerMeta:
    """What `@controller` stored on a class (keyword-only; lists become tuples)."""

    __slots__ = ("deprecated", "description", "prefix", "security", "summary", "tags")

    def __init__(
        self,
        *,
        prefix: str = "",
        tags: Iterable[str] | None = None,
        summary: str | None = None,
        description: str | None = None,
        deprecated: bool = False,
        security: Iterable[Mapping[str, list[str]]] | None = None,
    ) -> None:
        self.prefix = prefix
        self.tags = tuple(tags or ())
        self.summary = summary
        self.description = description
        self.deprecated = deprecated
        self.security: tuple[Mapping[str, list[str]], ...] | None = (
            None if security is None else tuple(security)
        )


@final
class RouteMeta:
    """What one verb decorator stored on a function (keyword-only; lists become tuples, `responses` a fresh dict)."""

    __slots__ = (
        "deprecated",
        "description",
        "include_in_schema",
        "method",
        "operation_id",
        "path",
        "response_model",
        "responses",
        "status_code",
        "summary",
        "tags",
    )

    def __init__(
        self,
        *,
        method: str = "GET",
        path: str = "",
        summary: str | None = None,
        description: str | None = None,
        response_model: object = None,
        responses: Mapping[int | str, object] | None = None,
        deprecated: bool = False,
        operation_id: str | None = None,
        include_in_schema: bool = True,
        tags: Iterable[str] | None = None,
        status_code: int | None = None,
    ) -> None:
        self.method = method.upper()
        self.path = path
        self.summary = summary
        self.description = description
        self.response_model = response_model
        self.responses = dict(responses or {})
        self.deprecated = deprecated
        self.operation_id = operation_id
        self.include_in_schema = include_in_schema
        self.tags = tuple(tags or ())
        self.status_code = status_code


@final
class ExceptionHandlerMeta:
    """The exception types an `@exception_handler` claims, outermost decorator first."""

    __slots__ = ("exceptions",)

    def __init__(self, exceptions: tuple[type[BaseException], ...]) -> None:
        self.exceptions = exceptions


@final
class OpenAPISecurityMeta:
    """What `@openapi_security` stored on a guard: alternatives, and the schemes it brings along."""

    __slots__ = ("requirements", "schemes")

    def __init__(
        self,
        requirements: list[dict[str, list[str]]],
        schemes: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        self.requirements = requirements
        self.schemes: dict[str, Mapping[str, object]] = dict(schemes or {})
