"""Phase 5: every declared route becomes a plan and a generated function.

Rule: all judgements happen here; what this module makes is frozen.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, final, get_origin

from lauren_core import RouterConflictError
from lauren_core.spi import MISSING, Unresolved, explain, hints_of, own
from lauren_http.app.route import Route, RoutePlan
from lauren_http.codegen import Call, Recipe, Surroundings
from lauren_http.decorators.metadata import (
    CONTROLLER_META,
    SET_METADATA,
    USE_ENCODER,
    USE_EXCEPTION_HANDLERS,
    USE_GUARDS,
    USE_INTERCEPTORS,
    USE_MIDDLEWARES,
    ControllerMeta,
    RouteMeta,
)
from lauren_http.extract.plan import plan_parameters
from lauren_http.pipeline.envelope import Envelope
from lauren_http.pipeline.exceptions import ErrorTable, catcher_of
from lauren_http.pipeline.provided import Provided
from lauren_http.response import Response
from lauren_http.results import Converter
from lauren_http.routing import join_paths
from lauren_http.sse.stream import EventStream
from lauren_http.startup.explore import Member, routes_of

__all__ = ["attached", "compile_controller", "compile_function"]

_DEFAULT_STATUS = 200


def compile_controller(build: Any, cls: type) -> None:
    """Compile every route of a controller class (`build` is the running `Build`)."""
    meta: ControllerMeta = own(cls, CONTROLLER_META)
    module = build.modules.module_for_controller(cls)
    controller = Provided(cls, build.container, module)
    for member in routes_of(cls):
        for route_meta in member.metas:
            _compile(build, _Declared(member.function, member, cls, module, meta, route_meta, controller))


def compile_function(
    build: Any, method: str, path: str, function: Callable[..., object], *, include_in_schema: bool
) -> None:
    """Compile a plain function as a route of the application itself."""
    meta = RouteMeta(method=method, path=path, include_in_schema=include_in_schema)
    _compile(build, _Declared(function, None, None, None, None, meta, None))


def attached(target: object, attribute: str) -> tuple[Any, ...]:
    """The enhancers attached to exactly this class or function."""
    return tuple(own(target, attribute, None) or ())


@final
@dataclass(frozen=True, slots=True)
class _Declared:
    """One route as its decorators declared it."""

    function: Callable[..., object]
    member: Member | None
    cls: type | None
    module: type | None
    controller_meta: ControllerMeta | None
    route_meta: RouteMeta
    controller: Provided | None

    @property
    def template(self) -> str:
        prefix = self.controller_meta.prefix if self.controller_meta is not None else ""
        return join_paths(prefix, self.route_meta.path)

    @property
    def label(self) -> str:
        owner = f"{self.cls.__name__}." if self.cls is not None else ""
        return f"{owner}{self.function.__name__}"

    def collect(self, attribute: str) -> tuple[Any, ...]:
        """Entries on the class, then on the member."""
        return (*attached(self.cls, attribute), *self.on_member(attribute))

    def on_member(self, attribute: str) -> tuple[Any, ...]:
        return attached(self.function if self.member is None else self.member.raw, attribute)

    def single(self, attribute: str) -> Any:
        """The member's value, else the class's."""
        target = self.function if self.member is None else self.member.raw
        found = own(target, attribute, None)
        return own(self.cls, attribute, None) if found is None and self.cls is not None else found

    def metadata(self) -> dict[str, object]:
        target = self.function if self.member is None else self.member.raw
        on_class = own(self.cls, SET_METADATA, None) if self.cls is not None else None
        return {**(on_class or {}), **(own(target, SET_METADATA, None) or {})}


def _compile(build: Any, declared: _Declared) -> None:
    plan = _plan(build, declared)
    build.compiled.append(
        Route(
            plan,
            _recipe(build, declared, plan),
            tuple(Provided(cls, build.container, declared.module) for cls in plan.middlewares),
            _seen(build, declared, build.global_interceptors, USE_INTERCEPTORS),
        )
    )
    build.logger.info(
        "mapped route",
        context="RouterExplorer",
        method=plan.method,
        path=plan.template,
        handler=declared.label,
    )


def _plan(build: Any, declared: _Declared) -> RoutePlan:
    template, metadata = declared.template, declared.metadata()
    params = plan_parameters(
        declared.function,
        owner=declared.cls,
        owning_module=declared.module,
        template=template,
        container=build.container,
        localns=build.localns,
    )
    return RoutePlan(
        method=declared.route_meta.method,
        template=template,
        handler=declared.function,
        handler_class=declared.cls,
        owning_module=declared.module,
        params=params,
        returns=_returns_of(declared.function, build),
        route_meta=declared.route_meta,
        controller_meta=declared.controller_meta,
        guards=(*build.global_guards, *declared.collect(USE_GUARDS)),
        interceptors=(*build.global_interceptors, *declared.collect(USE_INTERCEPTORS)),
        middlewares=declared.collect(USE_MIDDLEWARES),
        metadata=metadata,
        include_in_schema=declared.route_meta.include_in_schema,
        encoder=declared.single(USE_ENCODER) or build.json_encoder,
        entry=_register(build, declared, template, metadata),
    )


def _register(build: Any, declared: _Declared, template: str, metadata: dict[str, object]) -> Any:
    try:
        return build.router.add_route(
            declared.route_meta.method,
            template,
            declared.function,
            handler_class=declared.cls,
            metadata={
                "controller_meta": declared.controller_meta,
                "route_meta": declared.route_meta,
                "extra": metadata,
                "binding": "instance" if declared.member is None else declared.member.binding,
            },
        )
    except RouterConflictError as error:
        explain(error, where=declared.function, subject=f"{declared.label} claims `{template}`")
        raise


def _recipe(build: Any, declared: _Declared, plan: RoutePlan) -> Recipe:
    convert = Converter(plan.encoder, declared.route_meta.status_code)
    envelope = Envelope(plan.encoder, build.options.error_format)
    catchers = [
        *(
            catcher_of(e, build.container, declared.module)
            for e in declared.on_member(USE_EXCEPTION_HANDLERS)
        ),
        *(
            catcher_of(e, build.container, declared.module)
            for e in attached(declared.cls, USE_EXCEPTION_HANDLERS)
        ),
        *build.global_catchers(),
    ]
    return Recipe(
        label=f"{plan.method} {plan.template}",
        around=Surroundings(
            plan.entry, plan.handler_class, dict(plan.metadata), build.app_state, build.options.max_body_size
        ),
        params=plan.params,
        guards=_seen(build, declared, build.global_guards, USE_GUARDS),
        call=_call(declared, plan.returns),
        convert=convert,
        encoder=plan.encoder,
        json_type=_json_type(plan.returns),
        status=declared.route_meta.status_code or _DEFAULT_STATUS,
        errors=ErrorTable(catchers, envelope, convert, build.logger),
    )


def _seen(build: Any, declared: _Declared, global_: Iterable[type], attribute: str) -> tuple[Provided, ...]:
    """Global pieces resolve container-wide, the route's own inside the controller's module (contract H-150)."""
    container = build.container
    return (
        *(Provided(cls, container, None) for cls in global_),
        *(Provided(cls, container, declared.module) for cls in declared.collect(attribute)),
    )


def _call(declared: _Declared, returns: object) -> Call:
    function = declared.function
    is_stream = inspect.isasyncgenfunction(function) and returns is EventStream
    attribute = declared.member.attribute if declared.member is not None else ""

    def target(instance: object) -> Callable[..., object]:
        bound: Callable[..., Any] = function if declared.member is None else getattr(instance, attribute)
        return (lambda *args, **kwargs: EventStream(bound(*args, **kwargs))) if is_stream else bound

    return Call(
        target=target,
        controller=declared.controller,
        is_async=inspect.iscoroutinefunction(function),
        direct=inspect.isasyncgenfunction(function),
    )


def _returns_of(function: Callable[..., object], build: Any) -> object:
    found = hints_of(function, localns=build.localns).get("return", MISSING)
    return MISSING if isinstance(found, Unresolved) else found


_NEVER_JSON = (str, bytes, bytearray, memoryview, tuple, Response, type(None))


def _json_type(returns: object) -> type | None:
    """The exact class whose instances go straight to the encoder; `dict` when nothing is declared."""
    if returns is MISSING:
        return dict
    candidate = get_origin(returns) or returns
    if not isinstance(candidate, type) or issubclass(candidate, _NEVER_JSON) or candidate is object:
        return dict if candidate is object else None
    return candidate
