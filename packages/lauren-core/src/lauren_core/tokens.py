"""What a dependency can be asked by: tokens and the annotation markers that name them.

Rule: a token is any hashable value except `None`; nothing here looks anything up.
"""

import types
from dataclasses import dataclass
from typing import Annotated, Final, NoReturn, TypeVar, Union, final, get_args, get_origin

T = TypeVar("T")
_ANNOTATED: Final = type(Annotated[int, 0])


@final
class Token:
    """A name for something that has no class of its own.

    Args:
        name: shown in errors; must not be empty.
        unique: `True` compares by identity, `False` equals every shared token of the same name.

    Raises:
        ValueError: `name` is not a string or is empty.

    Example:
        >>> Token("dsn", unique=False) == Token("dsn", unique=False)
        True
    """

    __slots__ = ("__name__", "__weakref__", "_name", "_unique")

    def __init__(self, name: str, *, unique: bool = True) -> None:
        given: object = name
        if not (isinstance(given, str) and given):
            raise ValueError("a token needs a non-empty name")
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_unique", unique)
        object.__setattr__(self, "__name__", f"Token({name})")

    @property
    def name(self) -> str:
        """The text the token was made with."""
        return str(object.__getattribute__(self, "_name"))

    @property
    def unique(self) -> bool:
        """Whether the token equals only itself."""
        return bool(object.__getattribute__(self, "_unique"))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, Token) and not self.unique and not other.unique:
            return self.name == other.name
        return NotImplemented

    def __hash__(self) -> int:
        return object.__hash__(self) if self.unique else hash((Token, self.name))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Token is immutable; cannot set `{name}`")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Token is immutable; cannot delete `{name}`")

    def __reduce__(self) -> tuple[object, ...]:
        return _make_token, (self.name, self.unique)

    def __repr__(self) -> str:
        return f"Token({self.name!r}, {'unique' if self.unique else 'shared'})"


def _make_token(name: str, unique: bool) -> Token:
    return Token(name, unique=unique)


@final
@dataclass(frozen=True, slots=True)
class Inject:
    """Marks a parameter or field to receive `token`, whatever its type says.

    Example:
        >>> Annotated[str, Inject("dsn")].__metadata__
        (Inject('dsn'),)
    """

    token: object

    def __repr__(self) -> str:
        return f"Inject({self.token!r})"


@final
@dataclass(frozen=True, slots=True)
class OptionalDep:
    """An entry of `injects=` that becomes `None` when nothing visible provides `token`."""

    token: object


@final
class DependsMarker:
    """The metadata item that `Depends[X]` puts into `Annotated`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Depends"


Depends = Annotated[T, DependsMarker()]
"""`Depends[X]` asks for the token `X`: a class, an injectable function or `list[T]`."""


def unwrap_inject(annotation: object) -> tuple[object, object] | None:
    """Return `(token, base type)` of `Annotated[T, Inject(t)]` or `Depends[X]`, else `None`.

    The first marker of the metadata wins; other metadata is ignored.
    """
    if type(annotation) is not _ANNOTATED:
        return None
    base, *metadata = get_args(annotation)
    for item in metadata:
        if isinstance(item, Inject):
            return item.token, base
        if isinstance(item, DependsMarker) or item is Depends:
            return base, base
    return None


def strip_annotated(annotation: object) -> object:
    """Return `T` for `Annotated[T, ...]` and anything else unchanged."""
    return get_args(annotation)[0] if type(annotation) is _ANNOTATED else annotation


def split_optional(annotation: object) -> tuple[object, bool]:
    """Return `(X, True)` for `X | None` and `(annotation, False)` for everything else."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    members = [member for member in get_args(annotation) if member is not type(None)]
    if len(members) == len(get_args(annotation)):
        return annotation, False
    return (members[0] if len(members) == 1 else Union[tuple(members)]), True  # noqa: UP007 - built at run time


def list_element(token: object) -> object | None:
    """Return `T` when `token` is `list[T]`, else `None`."""
    arguments = get_args(token)
    return arguments[0] if get_origin(token) is list and len(arguments) == 1 else None


def is_hashable(token: object) -> bool:
    """Whether `token` can be looked up at all."""
    try:
        hash(token)
    except TypeError:
        return False
    return True


def display(token: object) -> str:
    """Return the display name of a token: `UserRepo`, `Token(DSN)`, `list[Sender]`, `Repo[User]`, `dsn`."""
    if isinstance(token, str):
        return token
    arguments = get_args(token)
    if arguments:
        return _display_generic(token, arguments)
    name = getattr(token, "__name__", None)
    return name if isinstance(name, str) else repr(token)


def _display_generic(token: object, arguments: tuple[object, ...]) -> str:
    if type(token) is _ANNOTATED:
        return display(arguments[0])
    if get_origin(token) in (Union, types.UnionType):
        return " | ".join("None" if item is type(None) else display(item) for item in arguments)
    inner = ", ".join(display(item) for item in arguments)
    return f"{display(get_origin(token))}[{inner}]"


def display_entry(entry: object) -> str:
    """Return how an entry of a module's list is shown: strings keep their quotes."""
    return repr(entry) if isinstance(entry, str) else display(entry)
