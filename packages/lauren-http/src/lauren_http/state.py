"""Bags of values: `State` for one request, `AppState` for the application.

Rule: every key is just data; none can shadow or break a method.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from lauren_http.errors import MissingStateError, StateTypeError

__all__ = ["AppState", "State"]

T = TypeVar("T")
_ABSENT = object()


class State:
    """Values by key, readable and writable as attributes.

    Args:
        initial: copied.

    Example:
        >>> state = State({"user": "ann"})
        >>> state.tenant = 7
        >>> state.user, state.require("tenant", int), "nobody" in state
        ('ann', 7, False)
    """

    __slots__ = ("__values",)
    __values: dict[str, object]

    def __init__(self, initial: Mapping[str, object] | None = None) -> None:
        object.__setattr__(self, "_State__values", dict(initial or ()))

    def __getattr__(self, key: str) -> object:
        if key == "_State__values":  # an instance that was never initialised (copy, unpickling)
            raise AttributeError(key)
        try:
            return self.__values[key]
        except KeyError:
            raise AttributeError(f"no `{key}` in this {type(self).__name__}") from None

    def __setattr__(self, key: str, value: object) -> None:
        self.set(key, value)

    def __delattr__(self, key: str) -> None:
        self._check_writable()
        try:
            del self.__values[key]
        except KeyError:
            raise AttributeError(f"no `{key}` in this {type(self).__name__}") from None

    def __contains__(self, key: object) -> bool:
        return key in self.__values

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__values!r})"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return type(self), (self.asdict(),)

    def set(self, key: str, value: object) -> None:
        """Store `value` under `key`."""
        self._check_writable()
        self.__values[key] = value

    def get(self, key: str, default: object = None) -> object:
        """The value of `key`, or `default`."""
        return self.__values.get(key, default)

    def has(self, key: str) -> bool:
        """Whether `key` is present, whatever its value."""
        return key in self.__values

    def asdict(self) -> dict[str, object]:
        """A shallow copy of everything."""
        return dict(self.__values)

    def get_typed(self, key: str, expected: type[T]) -> T | None:
        """The value of `key`; `None` when it is absent or `None`.

        Raises:
            StateTypeError: the value is no instance of `expected`.
        """
        value = self.__values.get(key)
        return None if value is None else _typed(key, value, expected)

    def require(self, key: str, expected: type[T]) -> T:
        """The value of `key`, which must be there.

        Raises:
            MissingStateError: the key is absent.
            StateTypeError: the value (`None` too) is no instance of `expected`.
        """
        value = self.__values.get(key, _ABSENT)
        if value is _ABSENT:
            raise MissingStateError(f"no `{key}` in the state", detail={"key": key})
        return _typed(key, value, expected)

    def _check_writable(self) -> None:
        """Hook of `AppState`; a plain `State` can always be written."""


class AppState(State):
    """The application's values; read-only once the application has started.

    Example:
        >>> state = AppState({"db": "sqlite"}); state.seal(); state.get("db")
        'sqlite'
    """

    __slots__ = ("__sealed",)

    def __init__(self, initial: Mapping[str, object] | None = None) -> None:
        super().__init__(initial)
        object.__setattr__(self, "_AppState__sealed", False)

    def seal(self) -> None:
        """Refuse every later write with a `RuntimeError`; sealing twice is fine."""
        object.__setattr__(self, "_AppState__sealed", True)

    def _check_writable(self) -> None:
        if self.__sealed:
            raise RuntimeError("the application state is sealed (read-only) since startup")


def _typed(key: str, value: object, expected: type[T]) -> T:
    if isinstance(value, expected):
        return value
    name = getattr(expected, "__name__", str(expected))
    raise StateTypeError(
        f"`{key}` in the state is {type(value).__name__}, expected {name}",
        detail={"key": key, "expected": name},
    )
