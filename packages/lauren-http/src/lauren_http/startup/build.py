"""What startup works on: one mutable object that the seven phases fill and the last one freezes.

Rule: alive during `create` only; nothing of it is reachable from a request.
"""

from collections.abc import Callable, Mapping
from typing import final

from lauren_core import (
    DIContainer,
    LifecycleScheduler,
    Logger,
    ModuleGraph,
    NullLogger,
    SignalBus,
    get_default_bus,
)
from lauren_core.di import INJECTABLE_META
from lauren_core.spi import SafeLogger
from lauren_http.app.app import Assembly, ProtocolHandler
from lauren_http.app.http import HttpProtocol
from lauren_http.app.route import Route, RoutePlan
from lauren_http.encoders import get_active_encoder
from lauren_http.pipeline.envelope import Envelope
from lauren_http.pipeline.exceptions import Catcher, ErrorTable, catcher_of
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.results import Converter
from lauren_http.routing import Router
from lauren_http.startup.extension import Extension
from lauren_http.startup.options import AppOptions
from lauren_http.startup.routes import compile_function
from lauren_http.state import AppState

__all__ = ["Build"]


@final
class Build:
    """One run of the factory.

    Attributes:
        root: the root module class.
        options: what the user passed.
        extensions: in the order they were passed.
        localns: names of the frames that call the factory, for annotations of local classes.
        modules: the compiled module graph (after phase 1).
        container: the DI container (compiled in phase 4).
        router: the router; frozen in phase 7.
        routes: plans compiled so far, in registration order; complete in `Extension.ready`.
        protocols: ASGI scope type → handler.
        app_state: the application's state bag.
        json_encoder: the application's encoder.
        logger: the framework's logger; its failures never reach startup.
    """

    def __init__(
        self,
        root: type,
        options: AppOptions,
        extensions: tuple[Extension, ...],
        localns: Mapping[str, object],
    ) -> None:
        self.root = root
        self.options = options
        self.extensions = extensions
        self.localns = localns
        self.modules = ModuleGraph()
        self.container = DIContainer()
        self.container.framework_types.add(Request)
        self.lifecycle = LifecycleScheduler(self.container)
        self.router = Router()
        self.compiled: list[Route] = []
        self.protocols: dict[str, ProtocolHandler] = {}
        self.app_state = options.app_state if options.app_state is not None else AppState()
        self.json_encoder = options.json_encoder or get_active_encoder()
        self.logger: Logger = SafeLogger(options.logger or NullLogger())
        self.signals = options.signals if options.signals is not None else _new_bus()
        self.envelope = Envelope(self.json_encoder, options.error_format)
        self.global_middlewares: list[type] = []
        self.global_guards: list[type] = []
        self.global_interceptors: list[type] = []
        self.global_exception_handlers: list[object] = []

    @property
    def routes(self) -> list[RoutePlan]:
        """The plans compiled so far."""
        return [route.plan for route in self.compiled]

    def register(self, cls: type) -> None:
        """Register an enhancer class that no module lists: SINGLETON unless its own `@injectable` says more (C-58)."""
        if self.container.has_provider(cls):
            return
        if hasattr(cls, INJECTABLE_META):
            self.container.register(cls)
        else:
            self.container.register_class(cls, cls)

    def register_global(self, provider: object) -> None:
        """Register one of `global_providers`: visible to every module (contract C-57)."""
        self.container.register_global(provider)

    def global_catchers(self) -> list[Catcher]:
        """The global exception handlers, compiled."""
        return [catcher_of(entry, self.container, None) for entry in self.global_exception_handlers]

    def add_route(
        self, method: str, path: str, function: Callable[..., object], *, include_in_schema: bool = False
    ) -> None:
        """Compile a plain function as a route; global guards, interceptors and middlewares apply to it.

        Raises:
            RouterConflictError: the method and path are taken.
        """
        compile_function(self, method, path, function, include_in_schema=include_in_schema)

    def add_protocol(self, kind: str, handler: ProtocolHandler) -> None:
        """Serve a further ASGI scope type, such as `"websocket"`."""
        self.protocols[kind] = handler

    def assembly(self) -> Assembly:
        """The frozen parts of the application (phase 7)."""
        options = self.options
        errors = ErrorTable(self.global_catchers(), self.envelope, Converter(self.json_encoder), self.logger)
        middlewares = [Provided(cls, self.container, None) for cls in self.global_middlewares]
        return Assembly(
            modules=self.modules,
            container=self.container,
            lifecycle=self.lifecycle,
            router=self.router,
            routes=tuple(self.compiled),
            http=HttpProtocol(
                self.compiled, self.router, middlewares, errors, self.app_state, options.max_body_size
            ),
            protocols=dict(self.protocols),
            extensions=self.extensions,
            app_state=self.app_state,
            json_encoder=self.json_encoder,
            signals=self.signals,
            logger=self.logger,
            error_format=options.error_format,
            root_path=options.root_path,
            strict_lifecycle=options.strict_lifecycle,
            envelope=self.envelope,
        )


def _new_bus() -> SignalBus:
    bus = SignalBus()
    bus.copy_listeners(get_default_bus())
    return bus
