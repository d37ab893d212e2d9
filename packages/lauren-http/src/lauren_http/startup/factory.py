"""`LaurenFactory.create`: from a root module to an application.

Rule: synchronous, builds no singleton, runs no hook; a failed call leaves nothing behind (contract C-138 … C-141).
"""

from collections.abc import Iterable
from typing import TypeVar, Unpack, overload

from lauren_core.spi import caller_locals
from lauren_http.app.app import LaurenApp
from lauren_http.startup.build import Build
from lauren_http.startup.extension import Extension
from lauren_http.startup.options import AppKeywords, AppOptions
from lauren_http.startup.phases import run

__all__ = ["LaurenFactory"]


A = TypeVar("A", bound=LaurenApp)


class LaurenFactory:
    """Builds applications."""

    @overload
    @staticmethod
    def create(
        root_module: type, *, extensions: Iterable[Extension] = ..., **options: Unpack[AppKeywords]
    ) -> LaurenApp: ...

    @overload
    @staticmethod
    def create(
        root_module: type,
        *,
        extensions: Iterable[Extension] = ...,
        app_class: type[A],
        **options: Unpack[AppKeywords],
    ) -> A: ...

    @staticmethod
    def create(
        root_module: type,
        *,
        extensions: Iterable[Extension] = (),
        app_class: type[LaurenApp] = LaurenApp,
        **options: Unpack[AppKeywords],
    ) -> LaurenApp:
        """Compile a root module into an ASGI application.

        Args:
            root_module: a class decorated with `@module`.
            extensions: what compiles further kinds of controllers, such as `lauren_ws.WebSocketExtension()`.
            app_class: the application class to make, a subclass of `LaurenApp`.
            options: see `AppOptions`.

        Raises:
            StartupError: some declaration is wrong; the subclass says which, its notes where and how to mend it.
            TypeError: an unknown keyword.

        Example:
            >>> app = LaurenFactory.create(AppModule, max_body_size=64_000)
        """
        build = Build(root_module, AppOptions(**options), tuple(extensions), caller_locals())
        run(build)
        app = app_class(build.assembly())
        for prefix, mounted in (build.options.mounts or {}).items():
            app.mount(prefix, mounted)
        for extension in build.extensions:
            extension.ready(build, app)
        return app
