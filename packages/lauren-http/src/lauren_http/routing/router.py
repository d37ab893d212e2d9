"""The registry of routes: filled at startup, frozen, then only asked.

Rule: a conflict is an error when the second route is added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from lauren_core import RouterConflictError
from lauren_core.spi import explain, source_of
from lauren_http.routing.path import parse_template, template_of
from lauren_http.routing.tree import PositionNames, RouteTable

__all__ = ["RouteEntry", "Router"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class RouteEntry:
    """One registered route.

    Attributes:
        method: upper case.
        path_template: canonical, for example `/users/{id}`.
        handler: the function, unbound.
        handler_class: its controller, `None` for a plain function.
        metadata: what the registering code stored.
        param_names: the template's variables in order.
    """

    method: str
    path_template: str
    handler: Callable[..., object]
    handler_class: type | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    param_names: tuple[str, ...] = ()


class Router:
    """Routes by method and path template.

    Example:
        >>> router = Router()
        >>> entry = router.add_route("get", "/users/{id}", print)
        >>> router.freeze()
        >>> router.find("GET", "/users/7")[1]
        {'id': '7'}
    """

    HTTP_METHODS: ClassVar[frozenset[str]] = frozenset(
        {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"}
    )

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], RouteEntry] = {}
        self._names = PositionNames()
        self._table: RouteTable[RouteEntry] | None = None
        self._frozen = False

    @property
    def frozen(self) -> bool:
        """Whether routes can no longer be added."""
        return self._frozen

    @property
    def static_route_count(self) -> int:
        """How many (method, path) pairs are found with one lookup; 0 before `freeze`."""
        return sum(not entry.param_names for entry in self._entries.values()) if self._frozen else 0

    def add_route(
        self,
        method: str,
        path: str,
        handler: Callable[..., object],
        *,
        handler_class: type | None = None,
        metadata: Mapping[str, object] | None = None,
    ) -> RouteEntry:
        """Register a route.

        Args:
            method: one of `HTTP_METHODS`, in any case.
            path: a template; see `parse_template`.
            handler: the function.
            handler_class: its controller.
            metadata: copied into the entry.

        Raises:
            RuntimeError: the router is frozen.
            ValueError: the method is not supported.
            RouterConflictError: the template is malformed or collides with another route.
        """
        if self._frozen:
            raise RuntimeError("routes cannot be added to a frozen router")
        verb = method.upper()
        if verb not in self.HTTP_METHODS:
            raise ValueError(f"unsupported HTTP method {method!r}")
        segments = parse_template(path)
        template = template_of(segments)
        names = tuple(segment.text for segment in segments if segment.kind != "static")
        entry = RouteEntry(verb, template, handler, handler_class, dict(metadata or ()), names)
        self._names.claim(segments)
        if (verb, template) in self._entries:
            raise _conflict(self._entries[verb, template], entry)
        self._entries[verb, template] = entry
        self._table = None
        return entry

    def freeze(self) -> None:
        """Allow no more routes; freezing twice is fine."""
        self._frozen = True
        self._routes()

    def routes(self) -> list[RouteEntry]:
        """Every route in the order of registration."""
        return list(self._entries.values())

    def find(self, method: str, path: str) -> tuple[RouteEntry, dict[str, str]]:
        """The route for `method` at `path` and the variables' values.

        Raises:
            RouteNotFoundError: no template matches.
            MethodNotAllowedError: some do, none with this method.
        """
        return self._routes().find(method, path)

    def allowed_methods(self, path: str) -> list[str]:
        """The methods registered on the templates that match `path`, sorted."""
        return self._routes().allowed_methods(path)

    def table(self, payload_of: Callable[[RouteEntry], T]) -> RouteTable[T]:
        """A table that answers with what `payload_of` makes of each route."""
        return RouteTable((entry.method, entry.path_template, payload_of(entry)) for entry in self.routes())

    def _routes(self) -> RouteTable[RouteEntry]:
        if self._table is None:
            self._table = self.table(_itself)
        return self._table


def _itself(entry: RouteEntry) -> RouteEntry:
    return entry


def _conflict(first: RouteEntry, second: RouteEntry) -> RouterConflictError:
    error = RouterConflictError(
        f"`{second.method} {second.path_template}` is registered twice",
        detail={"method": second.method, "path": second.path_template},
    )
    explain(
        error,
        where=source_of(second.handler),
        subject=_name_of(second),
        hints=(
            f"`{_name_of(first)}` ({source_of(first.handler)}) has it already",
            "give one of the two handlers another path or method",
        ),
    )
    return error


def _name_of(entry: RouteEntry) -> str:
    return getattr(entry.handler, "__qualname__", repr(entry.handler))
