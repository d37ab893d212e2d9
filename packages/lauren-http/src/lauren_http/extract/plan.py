"""Turn a handler's signature into the frozen plan of its arguments.

Rule: every parameter is judged here, once, at startup; a request only runs the steps.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import final

from lauren_core import DIContainer, UnresolvableParameterError
from lauren_core.spi import MISSING, Parameter, Unresolved, display, signature_of
from lauren_http.extract.fields import FieldDescriptor
from lauren_http.extract.hint import Hint, read_hint
from lauren_http.extract.implicit import implicit_source
from lauren_http.extract.refuse import refuse
from lauren_http.extract.source import ParamSite, ParamSpec, Step
from lauren_http.extract.sources import SOURCES
from lauren_http.routing import parse_template

__all__ = ["ParamPlan", "plan_parameters"]

_RECEIVERS = frozenset({"self", "cls"})
_IGNORED = frozenset({inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD})


@final
@dataclass(frozen=True, slots=True)
class ParamPlan:
    """One argument of a handler, compiled (contract H-100).

    Attributes:
        name: the parameter's name.
        source: `path`, `query`, `header`, `cookie`, `json`, `bytes`, `state`, `depends`, `request`,
            `execution_context`.
        inner_type: the declared type without marker and without `| None`; for `depends` the token.
        field: constraints and documentation, if declared.
        default: the effective default; meaningless when `has_default` is false.
        has_default: whether absence is allowed.
        optional: declared as `T | None`.
        wire_name: what a client writes.
        reads_body: whether the request body is consumed.
        marker_cls: the marker, if one was written.
        pipes: post-extraction transforms, in order.
        keyword_only: the handler takes it by keyword only.
        step: what the request runs.
    """

    name: str
    source: str
    inner_type: object
    field: FieldDescriptor | None
    default: object
    has_default: bool
    optional: bool
    wire_name: str
    reads_body: bool
    marker_cls: type | None
    pipes: tuple[object, ...]
    keyword_only: bool
    step: Step = field_of(repr=False)


def plan_parameters(
    function: Callable[..., object],
    *,
    owner: type | None,
    owning_module: type | None,
    template: str,
    container: DIContainer,
    localns: Mapping[str, object] | None = None,
    skip: frozenset[str] = frozenset(),
) -> tuple[ParamPlan, ...]:
    """Plan every parameter of a handler, in signature order.

    Args:
        function: the underlying handler function.
        owner: its controller class, for error texts.
        owning_module: the module whose visibility rules apply to injected parameters.
        template: the route's full path template.
        container: answers which annotations are providers.
        localns: further names for the annotations (the frames that call the factory).
        skip: parameters somebody else fills.

    Raises:
        UnresolvableParameterError: no rule says where a parameter comes from, or its declaration is contradictory.
        MissingProviderError: an injected parameter has no visible provider.
    """
    site = ParamSite(
        function=function,
        owner=owner,
        owning_module=owning_module,
        template=template,
        path_names=frozenset(
            segment.text for segment in parse_template(template) if segment.kind != "static"
        ),
        container=container,
        metadata={},
    )
    wanted = [
        parameter
        for parameter in signature_of(function, localns=localns)
        if parameter.kind not in _IGNORED and parameter.name not in _RECEIVERS and parameter.name not in skip
    ]
    return tuple(_plan(parameter, site) for parameter in wanted)


def _plan(parameter: Parameter, site: ParamSite) -> ParamPlan:
    _check_form(parameter, site)
    hint = _hint_of(parameter, site)
    spec = _spec_of(parameter, hint, site)
    source = SOURCES.get(spec.source)
    if source is None:
        raise refuse(
            f"unknown extractor source `{spec.source}` for `{spec.name}`",
            spec.name,
            site,
            reason="no_extract",
        )
    return ParamPlan(
        name=spec.name,
        source=spec.source,
        inner_type=spec.inner_type,
        field=spec.field,
        default=spec.default,
        has_default=spec.has_default,
        optional=spec.optional,
        wire_name=source.wire_name(spec),
        reads_body=source.reads_body,
        marker_cls=spec.marker_cls,
        pipes=(),
        keyword_only=parameter.kind is inspect.Parameter.KEYWORD_ONLY,
        step=source.compile(spec, site),
    )


def _check_form(parameter: Parameter, site: ParamSite) -> None:
    if parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
        raise refuse(
            f"parameter `{parameter.name}` is positional-only",
            parameter.name,
            site,
            help="remove the `/` from the handler's signature",
        )
    if isinstance(parameter.annotation, Unresolved):
        raise refuse(
            f"the annotation `{parameter.annotation.name}` of `{parameter.name}` cannot be resolved",
            parameter.name,
            site,
            help="import the name at module level, where annotations are read",
        )


def _hint_of(parameter: Parameter, site: ParamSite) -> Hint:
    if parameter.annotation is MISSING:
        return Hint(None, MISSING, None, None, optional=False)
    try:
        return read_hint(parameter.annotation)
    except UnresolvableParameterError as error:
        raise refuse(str(error), parameter.name, site) from None


def _spec_of(parameter: Parameter, hint: Hint, site: ParamSite) -> ParamSpec:
    field_, default, has_default = _default_of(parameter, hint, site)
    source, inner = _source_of(parameter, hint, site)
    return ParamSpec(
        name=parameter.name,
        source=source,
        inner_type=inner,
        field=field_,
        default=default,
        has_default=has_default,
        optional=hint.optional,
        marker_cls=hint.marker_cls,
    )


def _default_of(
    parameter: Parameter, hint: Hint, site: ParamSite
) -> tuple[FieldDescriptor | None, object, bool]:
    """The field descriptor and the effective default: plain, else the field's, else `None` if optional (H-104)."""
    found, declared = hint.field, parameter.default
    if isinstance(declared, FieldDescriptor):
        if found is not None:
            raise refuse(
                f"`{parameter.name}` has field descriptors both in the annotation and as its default",
                parameter.name,
                site,
                help="keep one of the two",
            )
        found, declared = declared, MISSING
    if declared is not MISSING:
        return found, declared, True
    if found is not None and found.default is not ...:
        return found, found.default, True
    return found, None, hint.optional


def _source_of(parameter: Parameter, hint: Hint, site: ParamSite) -> tuple[str, object]:
    if hint.source is not None:
        return hint.source, hint.inner_type
    found = implicit_source(parameter.name, hint, site)
    if found is not None:
        return found
    shown = "no annotation" if hint.inner_type is MISSING else f"the annotation `{display(hint.inner_type)}`"
    raise refuse(
        f"nothing says where `{parameter.name}` comes from: it has {shown}",
        parameter.name,
        site,
        help="annotate it with a scalar (query), a model (JSON body), a provider that the controller's module sees, "
        "or a marker such as `Query[…]`, `Header[…]`, `Depends[…]`",
    )
