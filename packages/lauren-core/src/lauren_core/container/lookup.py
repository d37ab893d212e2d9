"""Who answers to a token, seen from a module.

Rule: registration order everywhere; a provider is visible as a unit, with all its tokens.
"""

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from lauren_core.container.bindings import Provider
from lauren_core.errors import DuplicateBindingError
from lauren_core.hints import Unresolved
from lauren_core.tokens import display


class Bindings:
    """The providers of one container and the borders between modules."""

    def __init__(self) -> None:
        self.providers: list[Provider] = []
        self.visible: dict[type, frozenset[object]] = {}
        self.owners: dict[tuple[type, object], frozenset[type]] = {}
        self.exported: dict[type, frozenset[object]] = {}
        self._by_token: dict[object, list[Provider]] = {}

    def add(self, provider: Provider) -> None:
        """Register a provider.

        Raises:
            DuplicateBindingError: its own token is taken and not shared by `multi=True` records.
        """
        for other in self._by_token.get(provider.cls, ()):
            if other.cls == provider.cls and not _may_share(provider, other):
                raise _duplicate(provider, other)
        self.providers.append(provider)
        for token in provider.tokens:
            self._by_token.setdefault(token, []).append(provider)

    def bound(self, token: object) -> tuple[Provider, ...]:
        """Return every provider of exactly this token, visible or not."""
        return tuple(self._by_token.get(token, ()))

    def tokens(self) -> Iterator[object]:
        """Iterate over all bound tokens in registration order."""
        return iter(self._by_token)

    def find(self, token: object, module: type | None) -> tuple[Provider, ...]:
        """Return the providers of `token` visible from `module`; a runtime Protocol falls back to structure."""
        if isinstance(token, Unresolved):
            return self.find_by_name(token.name, module)
        found = tuple(item for item in self._by_token.get(token, ()) if self.sees(module, item))
        return found or tuple(item for item in self.implementations(token) if self.sees(module, item))

    def find_by_name(self, name: str, module: type | None) -> tuple[Provider, ...]:
        """Return the one visible provider with a class of this `__name__`; nothing when there are more."""
        matching = tuple(
            provider
            for provider in self.providers
            if self.sees(module, provider)
            and any(isinstance(token, type) and token.__name__ == name for token in provider.tokens)
        )
        return matching if len(matching) == 1 or all(item.multi for item in matching) else ()

    def implementations(self, token: object) -> Iterator[Provider]:
        """Iterate over providers whose class has the structure of the Protocol `token`."""
        if not is_runtime_protocol(token):
            return
        for provider in self.providers:
            if (
                isinstance(provider.cls, type)
                and provider.cls is not token
                and _conforms(provider.cls, token)
            ):
                yield provider

    def sees(self, module: type | None, provider: Provider) -> bool:
        """Whether a consumer declared in `module` may use `provider`."""
        owner = provider.owning_module
        if (
            module is None
            or owner is None
            or provider.is_global
            or owner is module
            or module not in self.visible
        ):
            return True
        if provider.cls not in self.visible[module]:
            return False
        owners = self.owners.get((module, provider.cls))
        return owners is None or owner in owners

    def names(self) -> Iterable[str]:
        """Return the display names of all bound tokens."""
        return [display(token) for token in self._by_token]


def is_runtime_protocol(token: object) -> TypeGuard[type]:
    """Whether `token` is a `@runtime_checkable` Protocol."""
    return (
        isinstance(token, type)
        and bool(getattr(token, "_is_protocol", False))
        and bool(getattr(token, "_is_runtime_protocol", False))
    )


def already_registered(name: str, owner: str = "") -> DuplicateBindingError:
    """Return the error for a token that is taken."""
    return DuplicateBindingError(f"`{name}` is already registered{owner}", detail={"token": name})


def _conforms(cls: type, protocol: type) -> bool:
    try:
        return issubclass(cls, protocol)
    except TypeError:  # a Protocol with data members cannot be checked
        return False


def _may_share(one: Provider, other: Provider) -> bool:
    records = one.provider_kind is not None and other.provider_kind is not None
    return records and one.multi and other.multi


def _duplicate(provider: Provider, other: Provider) -> DuplicateBindingError:
    owner = f" by module `{other.owning_module.__name__}`" if other.owning_module else ""
    return already_registered(provider.name, owner)
