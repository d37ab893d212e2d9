"""Find the routes of a controller class: marked members, through the MRO, in definition order.

Rule: reads metadata only; nothing is compiled here (contract H-51 … H-53, C-16).
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, final

from lauren_core.spi import own
from lauren_http.decorators.metadata import ROUTE_META, RouteMeta

__all__ = ["Binding", "Member", "routes_of", "underlying"]

Binding = Literal["instance", "static", "classmethod"]


@final
@dataclass(frozen=True, slots=True)
class Member:
    """One member of a controller with the routes declared on it."""

    attribute: str
    function: Callable[..., Any]
    binding: Binding
    metas: tuple[RouteMeta, ...]
    raw: object


def routes_of(cls: type) -> Iterator[Member]:
    """Every member that carries verb decorators; the nearest definition in the MRO decides."""
    seen: set[str] = set()
    for base in reversed(cls.__mro__):
        for attribute in vars(base):
            if attribute in seen:
                continue
            seen.add(attribute)
            member = _member(cls, attribute)
            if member is not None:
                yield member


def underlying(raw: object) -> Callable[..., Any]:
    """The function behind a static method, class method or custom descriptor (its `__wrapped__` chain)."""
    visited: set[int] = set()
    found: Any = raw
    while not inspect.isfunction(found) and id(found) not in visited:
        visited.add(id(found))
        wrapped = getattr(found, "__func__", None) or getattr(found, "__wrapped__", None)
        if wrapped is None:
            break
        found = wrapped
    return found  # type: ignore[no-any-return]  # judged by the caller: planning needs a signature


def _member(cls: type, attribute: str) -> Member | None:
    raw = inspect.getattr_static(cls, attribute, None)
    metas = own(raw, ROUTE_META, None) if raw is not None and not isinstance(raw, type) else None
    if not metas:
        return None
    return Member(attribute, underlying(raw), _binding_of(raw), tuple(metas), raw)


def _binding_of(raw: object) -> Binding:
    if isinstance(raw, staticmethod):
        return "static"
    return "classmethod" if isinstance(raw, classmethod) else "instance"
