"""The seven phases of startup, in order, each `(Build) -> None` (contract C-138, H-4).

Rule: the first failing phase decides the error; nothing is instantiated here.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from lauren_core import StartupError
from lauren_core.spi import ROUTABLE_META, RoutableMeta, explain, own
from lauren_http.decorators.metadata import (
    HTTP_KIND,
    USE_EXCEPTION_HANDLERS,
    USE_GUARDS,
    USE_INTERCEPTORS,
    USE_MIDDLEWARES,
)
from lauren_http.decorators.uses import check_exception_handler, check_role
from lauren_http.startup.build import Build
from lauren_http.startup.explore import routes_of
from lauren_http.startup.routes import attached, compile_controller

__all__ = ["PHASES", "run"]

Phase = Callable[[Build], None]


def collect_modules(build: Build) -> None:
    """1: walk the modules from the root."""
    build.modules.compile(build.root)


def collect_providers(build: Build) -> None:
    """2: register what modules, options and decorators declare."""
    build.modules.register_into(build.container)
    _collect_global_enhancers(build)
    for provider in build.options.global_providers or ():
        build.register_global(provider)
    for cls in _controllers(build, HTTP_KIND):
        for enhancer in _enhancers_of(cls):
            build.register(enhancer)
    for extension in build.extensions:
        extension.collect_providers(build)


def bind_protocols(build: Build) -> None:
    """3: check that every controller-like class has somebody who compiles it."""
    known = {HTTP_KIND, *(extension.kind for extension in build.extensions)}
    for cls in build.modules.iter_controllers():
        meta: RoutableMeta = own(cls, ROUTABLE_META)
        if meta.kind not in known:
            raise _unknown_kind(cls, meta)


def compile_container(build: Build) -> None:
    """4: validate the provider graph and build the resolvers."""
    build.container.compile()


def compile_routes(build: Build) -> None:
    """5: compile controllers, then whatever the extensions own."""
    for cls in _controllers(build, HTTP_KIND):
        compile_controller(build, cls)
    for extension in build.extensions:
        extension.compile(build, _controllers(build, extension.kind) if extension.kind is not None else [])


def order_lifecycle(build: Build) -> None:
    """6: order the singletons for start and teardown."""
    build.lifecycle.compute_order()


def build_app(build: Build) -> None:
    """7: freeze the router; the factory puts the frozen parts into the application."""
    build.router.freeze()


#: phase name → function, in order
PHASES: Final[tuple[tuple[str, Phase], ...]] = (
    ("collect_modules", collect_modules),
    ("collect_providers", collect_providers),
    ("bind_protocols", bind_protocols),
    ("compile_container", compile_container),
    ("compile_routes", compile_routes),
    ("order_lifecycle", order_lifecycle),
    ("build_app", build_app),
)


def run(build: Build) -> None:
    """Run every phase, timed and logged."""
    began = time.perf_counter()
    build.logger.info("creating application", context="LaurenFactory", root=build.root.__name__)
    for name, phase in PHASES:
        started = time.perf_counter()
        phase(build)
        build.logger.verbose(name, context="LaurenFactory", ms=_ms(started))
    build.logger.info(
        "application created",
        context="LaurenFactory",
        total_ms=_ms(began),
        routes=len(build.compiled),
        providers=len(build.container.all_providers()),
    )


def _ms(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 3)


def _controllers(build: Build, kind: str) -> list[type]:
    return [cls for cls in build.modules.iter_controllers() if own(cls, ROUTABLE_META).kind == kind]


def _collect_global_enhancers(build: Build) -> None:
    options = build.options
    build.global_middlewares = _checked("middleware", options.global_middlewares)
    build.global_guards = _checked("guard", options.global_guards)
    build.global_interceptors = _checked("interceptor", options.global_interceptors)
    build.global_exception_handlers = [
        check_exception_handler(entry)
        for entry in options.global_exception_handlers or ()
        if entry is not None
    ]
    for cls in (*build.global_middlewares, *build.global_guards, *build.global_interceptors):
        build.register(cls)
    for entry in build.global_exception_handlers:
        if isinstance(entry, type):
            build.register(entry)


def _checked(role: str, entries: Iterable[object] | None) -> list[type]:
    return [check_role(role, entry) for entry in entries or () if entry is not None]


def _enhancers_of(cls: type) -> Iterable[type]:
    targets: list[Any] = [cls, *(member.raw for member in routes_of(cls))]
    for target in targets:
        for attribute in (USE_GUARDS, USE_INTERCEPTORS, USE_MIDDLEWARES, USE_EXCEPTION_HANDLERS):
            yield from (entry for entry in attached(target, attribute) if isinstance(entry, type))


def _unknown_kind(cls: type, meta: RoutableMeta) -> StartupError:
    error = StartupError(
        f"`{cls.__name__}` is a {meta.kind} class, but no extension compiles it",
        detail={"class": cls.__name__, "kind": meta.kind, "package": meta.package},
    )
    cure = f"install `{meta.package}` and pass `extensions=[{meta.extension}]` to `LaurenFactory.create`"
    explain(error, where=cls, subject=cls.__name__, hints=(cure,))
    return error
