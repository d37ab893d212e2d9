"""Every startup, module, DI and lifecycle error of the framework, one class per cause.

Rule: an error has a stable `code`, a one-line message and a JSON-ready `detail`; nothing here formats pages.
"""

from collections.abc import Mapping
from typing import Self, TypeVar

E = TypeVar("E", bound="LaurenError")


class LaurenError(Exception):
    """Base of every error the framework raises.

    Args:
        message: one line naming the offender; `str(error)` is exactly this text.
        detail: machine-readable facts; copied, `{}` when omitted.

    Example:
        >>> LaurenError("no luck", detail={"seat": 3}).to_payload()
        {'error': {'code': 'lauren_error', 'message': 'no luck', 'detail': {'seat': 3}}}
    """

    code: str = "lauren_error"
    status_code: int | None = None

    def __init__(self, message: str = "", *, detail: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.detail: dict[str, object] = dict(detail or {})

    def to_payload(self) -> dict[str, dict[str, object]]:
        """Return the error envelope `{"error": {"code", "message", "detail"}}`."""
        return {"error": {"code": self.code, "message": self.message, "detail": self.detail}}

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, dict(self.__dict__))

    def __copy__(self) -> Self:
        return _rebuild(type(self), self.args, dict(self.__dict__))


def _rebuild(cls: type[E], args: tuple[object, ...], state: dict[str, object]) -> E:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class StartupError(LaurenError):
    """Base of configuration errors: everything `create` and `compile` refuse."""

    code = "startup_error"


class RouterConflictError(StartupError):
    """Two handlers claim one method and path; `detail={"method", "path"}`."""

    code = "router_conflict"


class CircularDependencyError(StartupError):
    """Providers need each other; `detail={"cycle": ["A", "B", "A"]}`."""

    code = "circular_dependency"


class CircularModuleError(StartupError):
    """Modules import each other; `detail={"cycle": ["A", "B", "A"]}`."""

    code = "circular_module"


class MissingProviderError(StartupError):
    """A token is asked for that no visible provider supplies."""

    code = "missing_provider"


class ProtocolAmbiguityError(StartupError):
    """Several providers answer to one token and no single one may be chosen."""

    code = "protocol_ambiguity"


class ModuleExportViolation(StartupError):  # noqa: N818 - the contract's name
    """A module exports what it does not have, or two modules own one token."""

    code = "module_export_violation"


class LifecycleConfigError(StartupError):
    """A lifecycle hook that can never be called."""

    code = "lifecycle_config"


class MetadataInheritanceError(StartupError):
    """A class is used in a role that only its base class was decorated for."""

    code = "metadata_inheritance"


class DuplicateBindingError(StartupError):
    """A provider token is bound twice without `multi=True`."""

    code = "duplicate_binding"


class UnresolvableParameterError(StartupError):
    """A parameter tells too little to be injected or extracted."""

    code = "unresolvable_parameter"


class DIScopeViolationError(StartupError):
    """A consumer would outlive its dependency."""

    code = "di_scope_violation"


class MiddlewareConfigError(StartupError):
    """A class used as middleware has no `dispatch`."""

    code = "middleware_config"


class GuardConfigError(StartupError):
    """A class used as guard has no `can_activate`."""

    code = "guard_config"


class InterceptorConfigError(StartupError):
    """A class used as interceptor has no `intercept`."""

    code = "interceptor_config"


class ExceptionHandlerConfigError(StartupError):
    """An exception handler that names no exception or cannot be called."""

    code = "exception_handler_config"


class SessionConfigError(StartupError):
    """Session options that contradict each other."""

    code = "session_config"


class OpenAPISchemaError(StartupError):
    """A type that strict OpenAPI generation cannot describe."""

    code = "openapi_schema"


class DecoratorUsageError(StartupError):
    """A decorator or provider helper was called the wrong way."""

    code = "decorator_usage"


class ModuleReferenceError(StartupError, ValueError):
    """A module root or import that is not a module; reuses the code of `StartupError` (C-40, C-54)."""


class LifecycleError(LaurenError):
    """Base of errors of a running application's life."""

    code = "lifecycle_error"


class LifecycleViolationError(LifecycleError):
    """An operation in the wrong state, such as a second `startup()`."""

    code = "lifecycle_violation"


class DestructError(LifecycleError):
    """A teardown step raised; `detail={"class", "cause"}`."""

    code = "destruct_error"


class DestructTimeoutError(LifecycleError):
    """A teardown step overran its time; `detail={"class", "timeout"}` in seconds."""

    code = "destruct_timeout"


class DrainTimeoutError(LifecycleError):
    """Reserved for requests that outlive the drain."""

    code = "drain_timeout"
