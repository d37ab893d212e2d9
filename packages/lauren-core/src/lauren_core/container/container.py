"""The dependency injection container: register, compile, resolve.

Rule: this file only wires the parts; each question is answered in the file named after it.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import final

from lauren_core.container.bindings import Dependency, Provider
from lauren_core.container.compile import Compiler
from lauren_core.container.declare import provider_from, provider_of
from lauren_core.container.edges import Edge, Graph
from lauren_core.container.lookup import Bindings, already_registered
from lauren_core.container.pages import ambiguous_scalar, missing_provider
from lauren_core.container.resolver import Resolver
from lauren_core.container.scope import RequestScope
from lauren_core.container.singletons import Singletons
from lauren_core.container.validate import ordered, validate
from lauren_core.errors import LifecycleViolationError, StartupError, UnresolvableParameterError
from lauren_core.hints import CallerNames
from lauren_core.metadata import InjectableMeta
from lauren_core.providers import CustomProvider, use_existing, use_factory, use_value
from lauren_core.providers import use_class as make_class_record
from lauren_core.scopes import Scope
from lauren_core.tokens import display, is_hashable, list_element


@final
class DIContainer:
    """Holds providers and gives out what they make; usable without modules and without an application.

    Attributes:
        framework_types: types the runtime supplies to REQUEST and TRANSIENT providers.
        localns: names for annotations beyond globals; the calling frames by default.

    Example:
        >>> container = DIContainer()
        >>> container.register_value("dsn", "sqlite://").name
        'dsn'
    """

    def __init__(self) -> None:
        self.framework_types: set[type] = set()
        self.localns: Mapping[str, object] = CallerNames()
        self.started = False
        self._bindings = Bindings()
        self._graph = Graph(self._bindings, self.framework_types)
        self._compiler = Compiler(self._graph)
        self._singletons = Singletons(self._compiler)
        self._is_valid = False

    # -- registration ---------------------------------------------------------------------------------

    def register(self, target: object, *, owning_module: type | None = None) -> Provider:
        """Register an `@injectable` class or function.

        Raises:
            MissingProviderError: it is not marked `@injectable`.
            MetadataInheritanceError: only a base class is.
            DuplicateBindingError: it is registered already.
            LifecycleViolationError: the application has started.
        """
        return self._add(provider_of(target, owning_module=owning_module, localns=self.localns))

    def register_custom(self, record: CustomProvider, *, owning_module: type | None = None) -> Provider:
        """Register a record of `use_value`, `use_class`, `use_factory` or `use_existing`.

        Raises:
            ValueError: the record's kind is unknown.
            DuplicateBindingError: the token is taken.
            LifecycleViolationError: the application has started.
        """
        return self._add(provider_from(record, owning_module=owning_module, localns=self.localns))

    def register_value(
        self, token: object, value: object, *, owning_module: type | None = None, multi: bool = False
    ) -> Provider:
        """Bind a token to a ready object."""
        record = use_value(provide=token, value=value, multi=multi)
        return self.register_custom(record, owning_module=owning_module)

    def register_class(
        self,
        token: object,
        cls: type,
        *,
        owning_module: type | None = None,
        scope: Scope = Scope.SINGLETON,
        multi: bool = False,
    ) -> Provider:
        """Bind a token to instances of `cls`.

        Raises:
            UnresolvableParameterError: `cls` is not a class.
        """
        if not isinstance(cls, type):
            raise UnresolvableParameterError(
                f"`register_class` expected a class, got `{cls!r}`",
                detail={"target": display(token), "param": repr(cls)},
            )
        record = make_class_record(provide=token, use=cls, scope=scope, multi=multi)
        return self.register_custom(record, owning_module=owning_module)

    def register_factory(
        self,
        token: object,
        factory: Callable[..., object],
        *,
        inject: Iterable[object] = (),
        scope: Scope = Scope.SINGLETON,
        owning_module: type | None = None,
        multi: bool = False,
    ) -> Provider:
        """Bind a token to what `factory` returns for the resolved `inject` tokens."""
        record = use_factory(provide=token, factory=factory, injects=inject, scope=scope, multi=multi)
        return self.register_custom(record, owning_module=owning_module)

    def register_alias(
        self, token: object, existing: object, *, owning_module: type | None = None
    ) -> Provider:
        """Bind a token as another name of `existing`."""
        return self.register_custom(
            use_existing(provide=token, existing=existing), owning_module=owning_module
        )

    def register_global(self, entry: object) -> Provider:
        """Register a provider that every module sees; one that a module declares becomes visible everywhere.

        Args:
            entry: a class or function (a SINGLETON unless decorated) or a record of `use_value` and siblings.

        Raises:
            MissingProviderError: it is nothing that can provide.
            MetadataInheritanceError: only a base class is `@injectable`.
            DuplicateBindingError: the token of a record is bound already.
            LifecycleViolationError: the application has started.
        """
        if isinstance(entry, CustomProvider):
            if not entry.multi and self.is_registered(entry.provide):
                raise already_registered(entry.name)
            return self.register_custom(entry)
        own = [item for item in self._bindings.bound(entry) if item.cls == entry] if callable(entry) else []
        if own:
            self.globalize(entry)
            return own[0]
        return self._add(
            provider_of(entry, localns=self.localns, undecorated=InjectableMeta(scope=Scope.SINGLETON))
        )

    def set_visible(
        self,
        module_cls: type,
        tokens: Iterable[object],
        *,
        exported: Iterable[object] = (),
        owners: Mapping[object, frozenset[type]] | None = None,
    ) -> None:
        """Install what a module may use; a module without a visible set sees everything.

        Args:
            module_cls: the module.
            tokens: provider tokens it sees.
            exported: tokens it exports, for error pages.
            owners: for tokens shared by several modules, the modules whose records are seen.
        """
        self._bindings.visible[module_cls] = frozenset(tokens)
        self._bindings.exported[module_cls] = frozenset(exported)
        for token, modules in (owners or {}).items():
            self._bindings.owners[module_cls, token] = modules
        self._forget()

    def globalize(self, token: object) -> None:
        """Make every provider of `token` visible in all modules."""
        for provider in self._bindings.bound(token):
            if provider.cls == token:
                provider.is_global = True
        self._forget()

    # -- questions ------------------------------------------------------------------------------------

    def compile(self) -> None:
        """Validate the whole graph and build the resolvers; does nothing when nothing changed.

        Raises:
            StartupError: the first thing that is wrong, the others as notes on it.
        """
        if self._is_valid:
            return
        validate(self._graph)
        for provider in self._bindings.providers:
            if provider.provider_kind not in ("value", "existing"):
                self._compiler.provider(provider)
        self._is_valid = True

    def resolver(self, token: object, *, owning_module: type | None = None) -> Resolver:
        """Return the compiled way to `token` as seen from a module.

        Raises:
            MissingProviderError: nothing visible provides it.
            ProtocolAmbiguityError: several providers do.
        """
        edge = self._edge(token, owning_module)
        ordered(self._graph, edge.targets)
        compiled = self._compiler.edge(edge)
        return Resolver(
            token=token,
            scope=self._graph.edge_scope(edge),
            build=compiled.build,
            is_async=compiled.is_async,
            needs_closing=compiled.needs_closing,
            needs_values=compiled.needs_values,
            providers=edge.targets,
        )

    async def resolve(
        self,
        token: object,
        *,
        request_cache: MutableMapping[object, object] | None = None,
        framework_values: MutableMapping[type, object] | None = None,
        owning_module: type | None = None,
    ) -> object:
        """Return the instance of `token`, building what is not built yet.

        Args:
            token: a token or `list[T]`; a scalar with several multi providers gives the list of them.
            request_cache: the REQUEST cache to share; without it REQUEST instances are fresh every time.
            framework_values: ready values by type, consulted first.
            owning_module: resolve as seen from this module; `None` sees everything.

        Raises:
            MissingProviderError: nothing visible provides it.
            ProtocolAmbiguityError: several providers do and are not `multi=True`.
        """
        if framework_values and is_hashable(token) and token in framework_values:
            return framework_values[token]  # type: ignore[index] # a token of the mapping is one of its types
        resolver = self.resolver(self._scalar_or_list(token, owning_module), owning_module=owning_module)
        await self._singletons.ensure(*resolver.providers)
        value = resolver.build(RequestScope(framework_values, request_cache))
        return await value if resolver.is_async else value  # type: ignore[misc] # is_async says it is awaitable

    def has_provider(self, token: object, *, owning_module: type | None = None) -> bool:
        """Whether a binding of `token` (or of the element of `list[T]`) is visible from the module."""
        if not is_hashable(token):
            return False
        if self._bindings.find(token, owning_module):
            return True
        element = list_element(token)
        return element is not None and bool(self._bindings.find(element, owning_module))

    def get_provider(self, token: object, *, owning_module: type | None = None) -> Provider:
        """Return the provider of `token`; the first one when it is shared by multi providers.

        Raises:
            MissingProviderError: nothing visible provides it.
            ProtocolAmbiguityError: several do and are not `multi=True`.
        """
        found = self._bindings.find(token, owning_module)
        if not found:
            raise missing_provider(self._bindings, token, owning_module)
        if len(found) > 1 and not all(item.multi for item in found):
            raise ambiguous_scalar(Dependency("", token), found, None)
        return found[0]

    def is_registered(self, token: object) -> bool:
        """Whether `token` is bound at all, visible or not."""
        return bool(self._bindings.bound(token))

    def all_providers(self) -> list[Provider]:
        """Return every provider in registration order."""
        return list(self._bindings.providers)

    # -- singletons -----------------------------------------------------------------------------------

    def singletons(self) -> dict[object, object]:
        """Return the singletons built so far, by token; several of one token appear as a list."""
        built: dict[object, list[object]] = {}
        for provider in self._bindings.providers:
            if provider.scope is Scope.SINGLETON and provider.cell.filled:
                built.setdefault(provider.cls, []).append(provider.cell.value)
        return {token: values[0] if len(values) == 1 else values for token, values in built.items()}

    def set_singleton(self, token: object, instance: object) -> None:
        """Install the instance of a SINGLETON; its factory and hooks are never run.

        Raises:
            StartupError: the provider of `token` is not a SINGLETON.
            ProtocolAmbiguityError: several providers answer to `token`.
        """
        found = self._bindings.find(token, None)
        if not found:
            self._bindings.add(provider_from(use_value(provide=token, value=instance)))
            self._forget()
            return
        provider = self._edge(token, None).targets[0]
        while provider.provider_kind == "existing":
            provider = self._graph.edges(provider)[0].targets[0]
        if provider.scope is not Scope.SINGLETON:
            raise StartupError(
                f"`{display(token)}` is {provider.scope}, so it has no single instance to replace",
                detail={"token": display(token), "scope": provider.scope.label},
            )
        provider.cell.fill(instance, pinned=True)

    async def ensure(self, provider: Provider) -> None:
        """Build a SINGLETON and all it needs, without running hooks."""
        await self._singletons.ensure(provider)

    def lifecycle_order(self) -> list[Provider]:
        """Return all providers, dependencies first, otherwise in registration order."""
        return ordered(self._graph, self._bindings.providers)

    # -- inside ---------------------------------------------------------------------------------------

    def _add(self, provider: Provider) -> Provider:
        if self.started:
            raise LifecycleViolationError(
                f"`{provider.name}` cannot be registered: the application has started; use `set_singleton`",
                detail={"token": provider.name},
            )
        self._bindings.add(provider)
        self._forget()
        return provider

    def _forget(self) -> None:
        self._graph.forget()
        self._compiler.forget()
        self._is_valid = False

    def _edge(self, token: object, module: type | None) -> Edge:
        return self._graph.connect(Dependency("", token), None, module)

    def _scalar_or_list(self, token: object, module: type | None) -> object:
        if not is_hashable(token) or list_element(token) is not None:
            return token
        found = self._bindings.find(token, module)
        several = len(found) > 1 and all(item.multi for item in found)
        return list[token] if several else token  # type: ignore[valid-type] # a token is a value here
