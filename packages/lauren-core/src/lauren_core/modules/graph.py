"""The graph of modules, frozen once compiled. Rule: everything keeps the order of declaration."""

from collections.abc import Iterator
from typing import Self, final

from lauren_core.container import DIContainer
from lauren_core.metadata import injectable_meta
from lauren_core.modules.borders import CompiledModule, check_single_owner, compile_module, token_of
from lauren_core.modules.collect import collect_modules
from lauren_core.providers import CustomProvider


@final
class ModuleGraph:
    """Every module reachable from a root, and what each of them sees.

    Example:
        >>> from lauren_core import module
        >>> @module()
        ... class App: ...
        >>> ModuleGraph().compile(App).root.__name__
        'App'
    """

    def __init__(self) -> None:
        self._root: type | None = None
        self._modules: dict[type, CompiledModule] = {}

    def compile(self, root: object) -> Self:
        """Collect and check all modules and return the graph itself.

        Raises:
            StartupError: the root is no module, modules form a cycle, or a border is violated.
        """
        imports = collect_modules(root)
        modules: dict[type, CompiledModule] = {}
        for cls, imported in imports.items():
            modules[cls] = compile_module(cls, imported, modules)
        check_single_owner(modules.values())
        self._modules = modules
        self._root = root if isinstance(root, type) else None
        return self

    @property
    def root(self) -> type:
        """The module the graph was compiled from.

        Raises:
            RuntimeError: the graph is not compiled.
        """
        if self._root is None:
            raise RuntimeError("the module graph is not compiled")
        return self._root

    @property
    def modules(self) -> dict[type, CompiledModule]:
        """A copy of all modules, imports first."""
        return dict(self._modules)

    @property
    def all_providers(self) -> tuple[object, ...]:
        """Tokens declared in all modules, in registration order."""
        return tuple(self.iter_providers())

    @property
    def all_controllers(self) -> tuple[type, ...]:
        """Controllers of all modules, in registration order."""
        return tuple(self.iter_controllers())

    def iter_providers(self) -> Iterator[object]:
        """Iterate over declared tokens in registration order, each one once."""
        return iter(
            dict.fromkeys(token for module in self._modules.values() for token in module.own_providers)
        )

    def iter_controllers(self) -> Iterator[type]:
        """Iterate over controllers in registration order, as often as they are listed."""
        for module in self._modules.values():
            yield from module.controllers

    def module_for_provider(self, token: object) -> type | None:
        """Return the module that declares `token`."""
        return next((item.cls for item in self._modules.values() if token in item.own_providers), None)

    def module_for_controller(self, cls: type) -> type | None:
        """Return the module that lists the controller."""
        return next((item.cls for item in self._modules.values() if cls in item.controllers), None)

    def visible_in(self, module_cls: type) -> frozenset[object]:
        """Return the tokens a module sees; nothing for an unknown module."""
        module = self._modules.get(module_cls)
        return module.providers if module else frozenset()

    def custom_providers_for(self, token: object) -> list[CustomProvider]:
        """Return every record that binds `token`, in registration order."""
        return [
            entry
            for module in self._modules.values()
            for entry in module.meta.providers
            if isinstance(entry, CustomProvider) and entry.provide == token
        ]

    def register_into(self, container: DIContainer) -> None:
        """Register all providers, then all controllers, and install what each module sees.

        Raises:
            DuplicateBindingError: a token is bound twice.
            StartupError: a provider that can never be built.
        """
        for module in self._modules.values():
            for entry in module.meta.providers:
                _register(container, entry, module.cls)
        for module in self._modules.values():
            for controller in module.controllers:
                if injectable_meta(controller) and not container.is_registered(controller):
                    container.register(controller, owning_module=module.cls)
        for module in self._modules.values():
            container.set_visible(
                module.cls, module.providers, exported=module.exported, owners=_shared(module)
            )


def _register(container: DIContainer, entry: object, module: type) -> None:
    if isinstance(entry, CustomProvider):
        container.register_custom(entry, owning_module=module)
    else:
        container.register(token_of(entry), owning_module=module)


def _shared(module: CompiledModule) -> dict[object, frozenset[type]]:
    return dict(module.owners)
