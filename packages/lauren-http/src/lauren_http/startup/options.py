"""Every option of `LaurenFactory.create`, once (contract H-5).

Rule: this is the only list; the factory and the umbrella pass keywords through by type.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict, final

from lauren_core import Logger, SignalBus, StartupError
from lauren_http.asgi import ASGIApp
from lauren_http.encoders import JSONEncoder
from lauren_http.pipeline.envelope import ERROR_FORMATS, ErrorFormat
from lauren_http.state import AppState

__all__ = ["AppKeywords", "AppOptions"]


class AppKeywords(TypedDict, total=False):
    """The keywords of `LaurenFactory.create`, for type checkers."""

    strict_lifecycle: bool
    global_middlewares: Iterable[type | None] | None
    global_guards: Iterable[type | None] | None
    global_interceptors: Iterable[type | None] | None
    global_exception_handlers: Iterable[object] | None
    global_providers: Iterable[object] | None
    max_body_size: int
    app_state: AppState | None
    logger: Logger | None
    json_encoder: JSONEncoder | None
    signals: SignalBus | None
    error_format: ErrorFormat
    root_path: str
    mounts: Mapping[str, ASGIApp] | None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AppOptions:
    """The options of one application.

    Attributes:
        strict_lifecycle: a second `startup()` raises instead of doing nothing.
        global_middlewares: middleware classes around every request, first = outermost, before routing.
        global_guards: guard classes of every matched route, before controller and route guards.
        global_interceptors: interceptor classes of every matched route, outermost.
        global_exception_handlers: consulted last.
        global_providers: providers every module sees.
        max_body_size: bytes; a larger request body is a 413.
        app_state: becomes `app.app_state`.
        logger: the framework's logger; silent by default.
        json_encoder: encoder of all JSON output; the process-wide active one by default.
        signals: the event bus; a new one by default.
        error_format: `"default"` or `"rfc7807"`.
        root_path: the prefix a proxy strips or leaves.
        mounts: `{prefix: ASGI application}`.
    """

    strict_lifecycle: bool = True
    global_middlewares: Iterable[type | None] | None = None
    global_guards: Iterable[type | None] | None = None
    global_interceptors: Iterable[type | None] | None = None
    global_exception_handlers: Iterable[object] | None = None
    global_providers: Iterable[object] | None = None
    max_body_size: int = 1_048_576
    app_state: AppState | None = None
    logger: Logger | None = None
    json_encoder: JSONEncoder | None = None
    signals: SignalBus | None = None
    error_format: ErrorFormat = "default"
    root_path: str = ""
    mounts: Mapping[str, ASGIApp] | None = None

    def __post_init__(self) -> None:
        if self.error_format not in ERROR_FORMATS:
            known = " or ".join(repr(name) for name in ERROR_FORMATS)
            raise StartupError(
                f"`error_format` must be {known}, not `{self.error_format!r}`",
                detail={"reason": "invalid_error_format", "error_format": str(self.error_format)},
            )
        limit: object = self.max_body_size
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
            raise StartupError(
                f"`max_body_size` must be a number of bytes, zero or more, not `{limit!r}`",
                detail={"reason": "invalid_max_body_size", "max_body_size": str(limit)},
            )
