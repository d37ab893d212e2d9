"""The umbrella's factory: lauren-http's, with the full keyword surface mapped to extensions.

Rule: composition only; every option is handed to the package that owns it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Unpack

from lauren_http import Extension
from lauren_http import LaurenApp as HttpApp
from lauren_http import LaurenFactory as HttpFactory
from lauren_http.spi import AppKeywords
from lauren_openapi import OpenAPIExtension, generate_openapi
from lauren_ws import WebSocketExtension

__all__ = ["Keywords", "LaurenApp", "LaurenFactory"]


class Keywords(AppKeywords, total=False):
    """The keywords of `LaurenFactory.create`: lauren-http's and those of the extensions."""

    openapi_info: Mapping[str, object] | None
    openapi_servers: Sequence[Mapping[str, object]] | None
    openapi_security_schemes: Mapping[str, Mapping[str, object]] | None
    openapi_url: str | None
    docs_url: str | None
    redoc_url: str | None
    global_ws_guards: Iterable[type | None] | None
    global_ws_interceptors: Iterable[type | None] | None


class LaurenApp(HttpApp):
    """The application of the umbrella: lauren-http's, which also knows its OpenAPI document."""

    def openapi(self) -> dict[str, object]:
        """The OpenAPI document, a new copy each time (contract O-93)."""
        return generate_openapi(self)


class LaurenFactory:
    """Builds applications with everything lauren has."""

    @staticmethod
    def create(
        root_module: type, *, extensions: Iterable[Extension] = (), **options: Unpack[Keywords]
    ) -> LaurenApp:
        """Compile a root module into an ASGI application.

        Args:
            root_module: a class decorated with `@module`.
            extensions: further extensions, beside WebSockets and OpenAPI.
            options: those of `lauren_http.LaurenFactory.create`, and: `openapi_info`, `openapi_servers`,
                `openapi_security_schemes` (parts of the document); `openapi_url`, `docs_url`, `redoc_url` (paths of
                the document, Swagger UI and ReDoc, off by default); `global_ws_guards`, `global_ws_interceptors`.

        Raises:
            StartupError: some declaration is wrong; the subclass says which, its notes where and how to mend it.
            TypeError: an unknown keyword.

        Example:
            >>> app = LaurenFactory.create(AppModule, docs_url="/docs")
        """
        keywords: dict[str, Any] = dict(options)
        openapi = OpenAPIExtension(**_taken(keywords, _OPENAPI))
        websockets = WebSocketExtension(**_taken(keywords, _WEBSOCKETS))
        return HttpFactory.create(
            root_module, extensions=[websockets, openapi, *extensions], app_class=LaurenApp, **keywords
        )


#: our keyword → the extension's
_OPENAPI = {
    "openapi_info": "info",
    "openapi_servers": "servers",
    "openapi_security_schemes": "security_schemes",
    "openapi_url": "openapi_url",
    "docs_url": "docs_url",
    "redoc_url": "redoc_url",
}
_WEBSOCKETS = {
    "global_ws_guards": "global_ws_guards",
    "global_ws_interceptors": "global_ws_interceptors",
}


def _taken(keywords: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Move the extension's keywords out of ours."""
    return {theirs: keywords.pop(ours) for ours, theirs in names.items() if ours in keywords}
