"""Matching a path: static before variable before wildcard, with full backtracking.

Rule: one tree per method, so that having the method is part of matching at every depth; frozen once built.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar, cast, final

from lauren_core import RouterConflictError
from lauren_core.spi import explain
from lauren_http.errors import MethodNotAllowedError, RouteNotFoundError
from lauren_http.routing.path import Segment, parse_template, template_of

__all__ = ["PathTree", "PositionNames", "RouteTable"]

T = TypeVar("T")
_NOTHING = object()


@final
class RouteTable(Generic[T]):
    """What each method does at each path.

    Args:
        routes: `(method, template, payload)`; methods upper case.

    Raises:
        RouterConflictError: two routes collide (contract H-38).

    Example:
        >>> table = RouteTable([("GET", "/users/me", 1), ("POST", "/users/{id}", 2)])
        >>> table.find("POST", "/users/me")
        (2, {'id': 'me'})
    """

    __slots__ = ("_methods", "_static", "_trees")

    def __init__(self, routes: Iterable[tuple[str, str, T]]) -> None:
        names = PositionNames()
        self._trees: dict[str, PathTree[T]] = {}
        self._static: dict[str, dict[str, T]] = {}
        for method, template, payload in routes:
            segments = parse_template(template)
            names.claim(segments)
            tree = self._trees.setdefault(method, PathTree())
            if not tree.insert(segments, payload):
                raise _duplicate(method, template_of(segments))
            if all(segment.kind == "static" for segment in segments):
                self._static.setdefault(template_of(segments), {})[method] = payload
        self._methods = tuple(sorted(self._trees))
        self._answer_head_with_get()

    def find(self, method: str, path: str) -> tuple[T, dict[str, str]]:
        """The payload for `method` at `path` and the variables' values, in a dict of its own.

        Args:
            method: compared as it is (methods are case-sensitive).
            path: percent-decoded; one trailing slash is ignored.

        Raises:
            RouteNotFoundError: no template matches.
            MethodNotAllowedError: some do, none with this method.
        """
        # PERF: an all-static path is one `get` on the path and one on the method.
        by_method = self._static.get(path)
        if by_method is not None and method in by_method:
            return by_method[method], {}
        found = self._match(method, path)
        if found is None and method == "HEAD":
            found = self._match("GET", path)
        if found is None:
            raise self._no_match(path)
        return found

    def matches(self, path: str) -> bool:
        """Whether any template, with any method, matches `path`."""
        return any(tree.find(path) is not None for tree in self._trees.values())

    def allowed_methods(self, path: str) -> list[str]:
        """The methods registered on the templates that match `path`, sorted."""
        return [method for method in self._methods if self._trees[method].find(path) is not None]

    def _match(self, method: str, path: str) -> tuple[T, dict[str, str]] | None:
        tree = self._trees.get(method)
        return None if tree is None else tree.find(path)

    def _no_match(self, path: str) -> RouteNotFoundError | MethodNotAllowedError:
        allow = self.allowed_methods(path)
        if allow:
            return MethodNotAllowedError("method not allowed", allow=allow)
        return RouteNotFoundError("no route matches this path")

    def _answer_head_with_get(self) -> None:
        for path, by_method in self._static.items():
            if "GET" in by_method and self._match("HEAD", path) is None:
                by_method["HEAD"] = by_method["GET"]


@final
class PathTree(Generic[T]):
    """Values by path template, without methods.

    Example:
        >>> tree = PathTree[str]()
        >>> tree.add("/rooms/{name}", "rooms")
        >>> tree.find("/rooms/a"), tree.find("/rooms")
        (('rooms', {'name': 'a'}), None)
    """

    __slots__ = ("_names", "_root")

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()
        self._names = PositionNames()

    def add(self, template: str, value: T) -> None:
        """Register `value` at `template`.

        Raises:
            RouterConflictError: the template is malformed, taken, or names a position differently.
        """
        segments = parse_template(template)
        self._names.claim(segments)
        if not self.insert(segments, value):
            path = template_of(segments)
            raise RouterConflictError(f"`{path}` is registered twice", detail={"path": path})

    def insert(self, segments: tuple[Segment, ...], value: T) -> bool:
        """Put `value` at already checked segments; false when the place is taken."""
        node = self._root
        for segment in segments:
            node = node.child(segment)
        if node.value is not _NOTHING:
            return False
        node.value = value
        return True

    def find(self, path: str) -> tuple[T, dict[str, str]] | None:
        """The best match for `path` and the variables' values; `None` when there is none.

        One trailing slash is ignored; nothing else is normalised.
        """
        if path[:1] != "/" and path:
            return None
        segments = _split(path)
        params: dict[str, str] = {}
        node = self._root
        # PERF: without backtracking the first branch that fits is the best one; only a dead end needs the search.
        for segment in segments:
            child = node.static.get(segment)
            if child is None:
                child = node.param
                if child is None or not segment:
                    return self._search(segments)
                params[child.name] = segment
            node = child
        if node.value is _NOTHING:
            return self._search(segments)
        return cast(T, node.value), params

    def _search(self, segments: list[str]) -> tuple[T, dict[str, str]] | None:
        params: dict[str, str] = {}
        node = _descend(self._root, segments, 0, params)
        return None if node is None else (cast(T, node.value), params)


@final
class PositionNames:
    """The one variable name of each position, over all methods (contract H-38)."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def claim(self, segments: tuple[Segment, ...]) -> None:
        """Register the names of a template.

        Raises:
            RouterConflictError: a position already has another name.
        """
        for index, segment in enumerate(segments):
            if segment.kind == "static":
                continue
            position = (template_of(segments[:index]), segment.kind)
            existing = self._names.setdefault(position, segment.text)
            if existing != segment.text:
                raise _misnamed(existing, segment.text, template_of(segments))


@final
class _Node(Generic[T]):
    __slots__ = ("name", "param", "static", "value", "wildcard")

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.static: dict[str, _Node[T]] = {}
        self.param: _Node[T] | None = None
        self.wildcard: _Node[T] | None = None
        self.value: object = _NOTHING

    def child(self, segment: Segment) -> "_Node[T]":
        """The node below, made when missing."""
        if segment.kind == "static":
            return self.static.setdefault(segment.text, _Node())
        existing: _Node[T] | None = getattr(self, segment.kind)
        if existing is None:
            existing = _Node(segment.text)
            setattr(self, segment.kind, existing)
        return existing


def _split(path: str) -> list[str]:
    trimmed = path[:-1] if path[-1:] == "/" else path
    return trimmed.split("/")[1:]


def _descend(node: _Node[T], segments: list[str], index: int, params: dict[str, str]) -> _Node[T] | None:
    """The first leaf in priority order. A node is visited at most once: the work is bounded by the tree."""
    if index == len(segments):
        return node if node.value is not _NOTHING else _take_rest(node, segments, index, params)
    segment = segments[index]
    static = node.static.get(segment)
    if static is not None:
        leaf = _descend(static, segments, index + 1, params)
        if leaf is not None:
            return leaf
    if node.param is not None and segment:
        leaf = _descend(node.param, segments, index + 1, params)
        if leaf is not None:
            params[node.param.name] = segment
            return leaf
    return _take_rest(node, segments, index, params)


def _take_rest(node: _Node[T], segments: list[str], index: int, params: dict[str, str]) -> _Node[T] | None:
    if node.wildcard is not None:
        params[node.wildcard.name] = "/".join(segments[index:])
    return node.wildcard


def _duplicate(method: str, path: str) -> RouterConflictError:
    error = RouterConflictError(
        f"`{method} {path}` is registered twice", detail={"method": method, "path": path}
    )
    explain(error, hints=("give one of the two handlers another path or method",))
    return error


def _misnamed(existing: str, requested: str, path: str) -> RouterConflictError:
    error = RouterConflictError(
        f"`{path}` calls a position `{requested}` that another route calls `{existing}`",
        detail={"existing": existing, "requested": requested, "path": path},
    )
    explain(error, hints=(f"use one name for it in both routes, for example `{{{existing}}}`",))
    return error
