"""One way to refuse: startup errors that name the parameter's place, request errors that name the wire field.

Rule: every extraction error of the package is built here, so that details and codes stay uniform.
"""

import copy
from collections.abc import Callable

from lauren_core import UnresolvableParameterError
from lauren_core.spi import display, explain
from lauren_http.errors import ExtractorError, ExtractorFieldError
from lauren_http.extract.coerce import CoerceError
from lauren_http.extract.source import ParamSite, ParamSpec
from lauren_http.models import ModelError

__all__ = ["bad_value", "fallback_of", "invalid_model", "missing", "refuse", "unsupported"]

_IMMUTABLE = (str, bytes, int, float, complex, bool, type(None), frozenset)


def refuse(
    message: str, name: str, site: ParamSite, *, reason: str | None = None, help: str | None = None
) -> UnresolvableParameterError:
    """The startup error for one parameter, with its place and its cure."""
    owner = site.owner.__name__ if site.owner is not None else ""
    detail: dict[str, object] = {"class": owner, "handler": site.function.__name__, "param": name}
    if reason is not None:
        detail["reason"] = reason
    error = UnresolvableParameterError(message, detail=detail)
    subject = f"{owner + '.' if owner else ''}{site.function.__name__}(…, {name}, …)"
    explain(error, where=site.function, subject=subject, hints=() if help is None else (help,))
    return error


def missing(spec: ParamSpec, wire_name: str, what: str | None = None) -> ExtractorFieldError:
    """The 422 for a required value that is absent (contract H-105)."""
    label = what or f"missing {spec.source} parameter"
    return ExtractorFieldError(f"{label} `{wire_name}`", detail={"field": wire_name, "source": spec.source})


def bad_value(spec: ParamSpec, wire_name: str, error: CoerceError) -> ExtractorFieldError:
    """The 422 for a value of the wrong form (contract H-115); the value itself is not echoed."""
    detail: dict[str, object] = {"field": wire_name, "source": spec.source, "expected": error.expected}
    if error.allowed is not None:
        detail["allowed"] = list(error.allowed)
    return ExtractorFieldError(
        f"{spec.source} parameter `{wire_name}` must be {error.expected}", detail=detail
    )


def invalid_model(field: str, error: ModelError) -> ExtractorError:
    """The 422 for data that does not fit its model (contract H-118)."""
    first = error.errors[0]["msg"] if error.errors else "invalid value"
    return ExtractorError(f"invalid `{field}`: {first}", detail={"field": field, "errors": error.errors})


def fallback_of(spec: ParamSpec, wire_name: str, *, what: str | None = None) -> Callable[[], object]:
    """What happens when the value is absent: the default (mutable ones copied), or the 422 (contract H-104)."""
    if not spec.has_default:

        def refuse_absent() -> object:
            raise missing(spec, wire_name, what)

        return refuse_absent
    default = spec.default
    if isinstance(default, _IMMUTABLE):
        return lambda: default
    return lambda: copy.deepcopy(default)


def unsupported(spec: ParamSpec, site: ParamSite) -> UnresolvableParameterError:
    """A type that the parameter's place cannot carry (contract H-106)."""
    return refuse(
        f"`{spec.source}` parameter `{spec.name}` cannot be a `{display(spec.inner_type)}`",
        spec.name,
        site,
        reason="unsupported_type",
        help="use a scalar, an enum, a Literal or a list of those, or read a model from the JSON body with `Json[…]`",
    )
