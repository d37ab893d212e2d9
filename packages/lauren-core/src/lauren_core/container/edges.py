"""Connects each dependency to the providers that answer it.

Rule: an edge is complete or an error; nothing is looked up again after startup.
"""

from dataclasses import dataclass

from lauren_core.container.bindings import Dependency, Provider
from lauren_core.container.lookup import Bindings
from lauren_core.container.pages import (
    ambiguous_collection,
    ambiguous_scalar,
    missing_alias,
    missing_provider,
)
from lauren_core.hints import Unresolved
from lauren_core.scopes import Scope
from lauren_core.tokens import list_element


@dataclass(frozen=True, slots=True)
class Edge:
    """What stands behind one dependency: providers, a framework value, or nothing."""

    dependency: Dependency
    targets: tuple[Provider, ...] = ()
    is_list: bool = False
    value_type: type | None = None

    @property
    def is_absent(self) -> bool:
        """Whether nothing answers and the dependency's default applies."""
        return not self.targets and self.value_type is None


class Graph:
    """The edges between providers, computed on first use and kept until something is registered."""

    def __init__(self, bindings: Bindings, framework_types: set[type]) -> None:
        self.bindings = bindings
        self.framework_types = framework_types
        self._edges: dict[Provider, tuple[Edge, ...]] = {}

    def edges(self, provider: Provider) -> tuple[Edge, ...]:
        """Return the provider's edges, one per dependency.

        Raises:
            MissingProviderError: a required dependency has no visible provider.
            ProtocolAmbiguityError: several answer a scalar, or a `list[T]` meets a single binding.
        """
        found = self._edges.get(provider)
        if found is None:
            found = tuple(self.connect(item, provider) for item in provider.dependencies)
            self._edges[provider] = found
        return found

    def forget(self) -> None:
        """Drop all edges: the bindings changed."""
        self._edges.clear()

    def connect(self, dependency: Dependency, consumer: Provider | None, module: type | None = None) -> Edge:
        """Return the edge of one dependency, asked from the consumer's module (or `module` without consumer)."""
        module = consumer.owning_module if consumer else module
        value_type = self.value_type(dependency.token)
        if value_type is not None:
            return Edge(dependency, value_type=value_type)
        element = list_element(dependency.token)
        if element is not None and not self.bindings.bound(dependency.token):
            return self._connect_list(dependency, element, consumer, module)
        found = self.bindings.find(dependency.token, module)
        if len(found) > 1:
            raise ambiguous_scalar(dependency, found, consumer)
        if found or dependency.absent != "fail":
            return Edge(dependency, targets=found)
        raise self._missing(dependency, consumer, module)

    def value_type(self, token: object) -> type | None:
        """Return the framework type `token` stands for, if the runtime supplies it."""
        if token in self.framework_types:
            return token
        if isinstance(token, Unresolved):
            return next((tp for tp in self.framework_types if tp.__name__ == token.name), None)
        return None

    def effective_scope(self, provider: Provider) -> Scope:
        """Return the provider's scope; an alias has its target's."""
        if provider.provider_kind != "existing":
            return provider.scope
        return self.edge_scope(self.edges(provider)[0])

    def edge_scope(self, edge: Edge) -> Scope:
        """Return the shortest life behind an edge."""
        if edge.value_type is not None:
            return Scope.REQUEST
        return min((self.effective_scope(item) for item in edge.targets), default=Scope.SINGLETON)

    def _connect_list(
        self, dependency: Dependency, element: object, consumer: Provider | None, module: type | None
    ) -> Edge:
        found = self.bindings.find(element, module)
        single = [item for item in found if not item.multi]
        if single:
            raise ambiguous_collection(dependency, element, found, consumer)
        if found or dependency.absent != "fail":
            return Edge(dependency, targets=found, is_list=True)
        raise self._missing(dependency, consumer, module)

    def _missing(self, dependency: Dependency, consumer: Provider | None, module: type | None) -> Exception:
        if dependency.site == "alias" and consumer is not None:
            return missing_alias(dependency, consumer, self.bindings)
        return missing_provider(
            self.bindings, dependency.token, module, dependency=dependency, consumer=consumer
        )
