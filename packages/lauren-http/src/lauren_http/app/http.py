"""HTTP over ASGI: match, then run the route's function; the only place that knows global middlewares.

Rule: decided when the application starts: without global middlewares a request goes straight to its endpoint.
"""

from collections.abc import Sequence
from typing import final

from lauren_http.app.route import Endpoint, Route
from lauren_http.app.send import head_only, send_response
from lauren_http.asgi import Receive, Scope, Send
from lauren_http.context import Handler
from lauren_http.errors import HTTPError
from lauren_http.pipeline.exceptions import ErrorTable
from lauren_http.pipeline.middleware import stack
from lauren_http.pipeline.provided import Provided
from lauren_http.request import Request
from lauren_http.request_scope import close_scope
from lauren_http.response import Response
from lauren_http.routing import RouteEntry, Router, RouteTable
from lauren_http.state import AppState

__all__ = ["HttpProtocol"]


@final
class HttpProtocol:
    """The application's handler for ASGI scopes of type `"http"`."""

    def __init__(
        self,
        routes: Sequence[Route],
        router: Router,
        middlewares: Sequence[Provided],
        errors: ErrorTable,
        app_state: AppState,
        max_body_size: int,
    ) -> None:
        self._routes: dict[RouteEntry, Route] = {route.plan.entry: route for route in routes}
        self._middlewares = tuple(middlewares)
        self._errors = errors
        self._app_state = app_state
        self._max_body_size = max_body_size
        self._endpoints: RouteTable[Endpoint] = router.table(lambda entry: self._routes[entry].endpoint)
        self._by_entry: RouteTable[Route] = router.table(self._routes.__getitem__)
        self._layered: Handler = self._dispatch

    def bind(self) -> None:
        """Bind every route and compose the global middlewares; called when the application starts."""
        for route in self._routes.values():
            route.bind()
        self._layered = stack(self._middlewares, self._dispatch)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        method = scope["method"]
        if method == "HEAD":
            send = head_only(send)
        if self._middlewares:
            await self._serve_layered(scope, receive, send)
            return
        try:
            endpoint, values = self._endpoints.find(method, scope["path"])
        except HTTPError as error:
            await self._serve_unmatched(error, scope, receive, send)
            return
        await endpoint(scope, receive, send, values)

    async def handle(self, request: Request) -> Response:
        """Answer an already built request; the request scope is closed by the caller."""
        try:
            return await self._layered(request)
        except Exception as error:  # the error table is the one way out
            return await self._errors.answer(error, request)

    async def _dispatch(self, request: Request) -> Response:
        try:
            route, values = self._by_entry.find(request.method, request.path)
        except HTTPError as error:
            return await self._errors.answer(error, request)
        request.path_params.update(values)
        return await route.respond(request)

    async def _serve_layered(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = self._request(scope, receive)
        try:
            await send_response(await self.handle(request), scope, receive, send)
        finally:
            await close_scope(request)

    async def _serve_unmatched(self, error: HTTPError, scope: Scope, receive: Receive, send: Send) -> None:
        request = self._request(scope, receive)
        await send_response(await self._errors.answer(error, request), scope, receive, send)

    def _request(self, scope: Scope, receive: Receive) -> Request:
        return Request.from_asgi(scope, receive, {}, self._app_state, self._max_body_size)
