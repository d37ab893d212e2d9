"""Where an unmarked parameter comes from: the first rule that fits (contract H-102).

Rule: a table of rules in the contract's order; a new rule is a new row.
"""

import inspect
from collections.abc import Callable, Hashable
from typing import Final

from lauren_core.spi import MISSING
from lauren_http.context import ExecutionContext
from lauren_http.extract.coerce import collection_of, scalar_coercer
from lauren_http.extract.hint import Hint
from lauren_http.extract.source import ParamSite
from lauren_http.models import is_model
from lauren_http.request import Request

__all__ = ["implicit_source"]


def implicit_source(name: str, hint: Hint, site: ParamSite) -> tuple[str, object] | None:
    """`(source, inner type)` of an unmarked parameter, `None` when no rule fits."""
    for fits, source in _RULES:
        if fits(name, hint.inner_type, site):
            inner = (
                str
                if source == "path" and hint.inner_type in (MISSING, inspect.Parameter.empty)
                else hint.inner_type
            )
            return source, inner
    return None


def _in_template(name: str, inner: object, site: ParamSite) -> bool:
    return name in site.path_names


def _is_request(name: str, inner: object, site: ParamSite) -> bool:
    return isinstance(inner, type) and issubclass(inner, Request)


def _is_context(name: str, inner: object, site: ParamSite) -> bool:
    return inner is ExecutionContext


def _is_provided(name: str, inner: object, site: ParamSite) -> bool:
    if inner is MISSING or not isinstance(inner, Hashable):
        return False
    return site.container.has_provider(inner, owning_module=site.owning_module)


def _is_model(name: str, inner: object, site: ParamSite) -> bool:
    return inner is not MISSING and is_model(inner)


def _is_text(name: str, inner: object, site: ParamSite) -> bool:
    if inner is MISSING:
        return False
    found = collection_of(inner)
    return scalar_coercer(inner if found is None else found[1]) is not None


_RULES: Final[tuple[tuple[Callable[[str, object, ParamSite], bool], str], ...]] = (
    (_in_template, "path"),
    (_is_request, "request"),
    (_is_context, "execution_context"),
    (_is_provided, "depends"),
    (_is_model, "json"),
    (_is_text, "query"),
)
