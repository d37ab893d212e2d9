"""What sibling packages and extension authors build on; applications never need it (see docs/design/seams.md).

Rule: re-exports only.
"""

from lauren_http.app.app import ProtocolHandler
from lauren_http.app.paths import relative_scope
from lauren_http.app.route import RoutePlan
from lauren_http.asgi import ASGIApp, Message, Receive, Scope, Send
from lauren_http.decorators.metadata import (
    OPENAPI_SECURITY_META,
    ROUTE_META,
    SET_METADATA,
    USE_ENCODER,
    USE_EXCEPTION_HANDLERS,
    USE_GUARDS,
    USE_INTERCEPTORS,
    USE_MIDDLEWARES,
)
from lauren_http.decorators.uses import check_role
from lauren_http.extract.binder import Binder
from lauren_http.extract.hint import read_hint
from lauren_http.extract.plan import ParamPlan, plan_parameters
from lauren_http.models import ModelAdapter, ModelError, find_adapter, is_model, validator_for
from lauren_http.pipeline.envelope import Envelope
from lauren_http.pipeline.guards import apply_guards, guard_allows
from lauren_http.routing import PathTree, join_paths
from lauren_http.startup.build import Build
from lauren_http.startup.extension import Extension
from lauren_http.startup.options import AppKeywords

__all__ = [
    "OPENAPI_SECURITY_META",
    "ROUTE_META",
    "SET_METADATA",
    "USE_ENCODER",
    "USE_EXCEPTION_HANDLERS",
    "USE_GUARDS",
    "USE_INTERCEPTORS",
    "USE_MIDDLEWARES",
    "ASGIApp",
    "AppKeywords",
    "Binder",
    "Build",
    "Envelope",
    "Extension",
    "Message",
    "ModelAdapter",
    "ModelError",
    "ParamPlan",
    "PathTree",
    "ProtocolHandler",
    "Receive",
    "RoutePlan",
    "Scope",
    "Send",
    "apply_guards",
    "check_role",
    "find_adapter",
    "guard_allows",
    "is_model",
    "join_paths",
    "plan_parameters",
    "read_hint",
    "relative_scope",
    "validator_for",
]
