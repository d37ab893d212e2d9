"""The records the container keeps: a provider, what it needs, its hooks and its singleton's cell.

Rule: everything here is decided when a provider is registered; only `Cell` changes afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lauren_core.errors import LifecycleViolationError
from lauren_core.providers import Kind
from lauren_core.scopes import Scope
from lauren_core.tokens import display

Site = Literal["parameter", "field", "inject", "alias"]
Absent = Literal["fail", "omit", "none"]


@dataclass(frozen=True, slots=True)
class Dependency:
    """One thing a provider asks for.

    `absent` says what happens without a visible provider: an error, leaving it out, or `None`.
    """

    name: str
    token: object
    site: Site = "parameter"
    absent: Absent = "fail"
    positional: bool = False
    keyword: bool = False
    default: object = None
    sets_attribute: bool = False


@dataclass(frozen=True, slots=True)
class Hook:
    """A lifecycle method: its attribute name, its function, and whether calling it gives a coroutine."""

    name: str
    function: Callable[..., object]
    is_async: bool


class Cell:
    """Holds the instance of one singleton; reading an empty cell says so."""

    __slots__ = ("filled", "generator", "owner", "pinned", "started", "torn_down", "value")

    value: object
    generator: object

    def __init__(self, owner: object) -> None:
        self.owner = owner
        self.filled = False
        self.pinned = False
        self.started = False
        self.torn_down = False
        self.generator = None

    def fill(self, value: object, *, pinned: bool = False) -> None:
        """Store the instance; a pinned one was supplied, so it is neither built nor torn down."""
        self.value = value
        self.filled = True
        self.pinned = pinned

    def empty(self) -> None:
        """Forget a built instance."""
        if not self.pinned and self.filled:
            del self.value
            self.filled = self.started = False
            self.generator = None

    def __getattr__(self, name: str) -> object:
        raise LifecycleViolationError(
            f"the singleton `{display(self.owner)}` is not built yet: the application has not started",
            detail={"token": display(self.owner)},
        )


@dataclass(slots=True, eq=False)
class Provider:
    """A registered provider; compared by identity, so several may share a token.

    `cls` is its own token, `target` what is called, `deps` and `field_deps` are `(name, token)` pairs.
    """

    cls: object
    scope: Scope
    target: object = None
    provides: tuple[object, ...] = ()
    multi: bool = False
    owning_module: type | None = None
    provider_kind: Kind | None = None
    alias_target: object = None
    dependencies: tuple[Dependency, ...] = ()
    post_construct_hooks: tuple[Hook, ...] = ()
    pre_destruct_hooks: tuple[Hook, ...] = ()
    is_function_provider: bool = False
    is_generator_provider: bool = False
    is_global: bool = False
    cell: Cell = field(init=False)

    def __post_init__(self) -> None:
        self.cell = Cell(self.cls)

    @property
    def tokens(self) -> tuple[object, ...]:
        """Every token the provider answers to, its own first."""
        return tuple(dict.fromkeys((self.cls, *self.provides)))

    @property
    def name(self) -> str:
        """The display name of the provider's own token."""
        return display(self.cls)

    @property
    def deps(self) -> tuple[tuple[str, object], ...]:
        """Parameters and `injects` as `(name, token)`."""
        return tuple((item.name, item.token) for item in self.dependencies if item.site != "field")

    @property
    def field_deps(self) -> tuple[tuple[str, object], ...]:
        """Class-body fields as `(name, token)`."""
        return tuple((item.name, item.token) for item in self.dependencies if item.site == "field")

    @property
    def optional_dep_names(self) -> frozenset[str]:
        """Names that may stay without a provider."""
        return frozenset(item.name for item in self.dependencies if item.absent != "fail")

    @property
    def factory(self) -> object:
        """The callable that makes instances, `None` for values and aliases."""
        return None if self.provider_kind in ("value", "existing") else self.target

    @property
    def post_construct(self) -> Callable[..., object] | None:
        """The first start hook, if any."""
        return self.post_construct_hooks[0].function if self.post_construct_hooks else None

    @property
    def pre_destruct(self) -> Callable[..., object] | None:
        """The first teardown hook, if any."""
        return self.pre_destruct_hooks[0].function if self.pre_destruct_hooks else None

    def label(self, dependency: Dependency) -> str:
        """Return who asks, such as `Notifier.__init__(sender)`, `Hub.senders` or `session(pool)`."""
        if dependency.site == "alias":
            return f"{self.name} = use_existing(...)"
        if dependency.site == "inject":
            return f"{self.name} = use_factory(injects[{dependency.name}])"
        if dependency.site == "field":
            return f"{display(self.target)}.{dependency.name}"
        if isinstance(self.target, type):
            return f"{display(self.target)}.__init__({dependency.name})"
        return f"{display(self.target)}({dependency.name})"

    def __repr__(self) -> str:
        return f"<Provider {self.name} {self.scope}>"
