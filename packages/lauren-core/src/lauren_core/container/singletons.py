"""Builds singletons: dependencies first, each one once.

Rule: a singleton is built by whoever needs it first, and everybody else waits.
"""

import inspect
from collections.abc import Hashable

import anyio

from lauren_core.container.bindings import Provider
from lauren_core.container.compile import Compiler
from lauren_core.container.scope import RequestScope
from lauren_core.container.validate import ordered
from lauren_core.scopes import Scope
from lauren_core.single_flight import single_flight


class Singletons:
    """Fills the cells of SINGLETON providers."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._pending: dict[Hashable, anyio.Event | None] = {}

    async def ensure(self, *roots: Provider) -> None:
        """Build every singleton that `roots` need, themselves included."""
        for provider in ordered(self._compiler.graph, roots):
            if provider.scope is Scope.SINGLETON and provider.provider_kind != "existing":
                await self.build(provider)

    async def build(self, provider: Provider) -> None:
        """Build one singleton whose dependencies are built."""
        if not provider.cell.filled:
            await single_flight(
                self._pending, provider, lambda: provider.cell.filled, lambda: self._fill(provider)
            )

    async def _fill(self, provider: Provider) -> None:
        compiled = self._compiler.provider(provider)
        value = compiled.build(RequestScope())
        if compiled.is_async and inspect.isawaitable(value):
            value = await value
        if not provider.cell.filled:
            provider.cell.fill(value)
