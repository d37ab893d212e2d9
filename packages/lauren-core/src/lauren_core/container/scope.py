"""The cache of one request or connection, and the list of what it must close.

Rule: closing happens once, in reverse order of creation, and no failure stops the rest.
"""

import logging
from collections.abc import Awaitable, Callable, Hashable, MutableMapping
from typing import final

import anyio

from lauren_core.errors import MissingProviderError
from lauren_core.single_flight import single_flight
from lauren_core.tokens import display

Closer = Callable[[object], Awaitable[None]]
_log = logging.getLogger("lauren")


@final
class RequestScope:
    """Holds the REQUEST instances of one request or connection.

    Args:
        values: what the runtime supplies, by type, such as `{Request: request}`.
        cache: an existing cache to share; a new one when omitted.

    Example:
        >>> RequestScope().cache
        {}
    """

    __slots__ = ("_closers", "_pending", "cache", "values")

    def __init__(
        self,
        values: MutableMapping[type, object] | None = None,
        cache: MutableMapping[object, object] | None = None,
    ) -> None:
        self.values: MutableMapping[type, object] = {} if values is None else values
        self.cache: MutableMapping[object, object] = {} if cache is None else cache
        self._closers: list[tuple[Closer, object]] | None = None
        self._pending: dict[Hashable, anyio.Event | None] | None = None

    def value(self, tp: type) -> object:
        """Return the framework value of type `tp`.

        Raises:
            MissingProviderError: this request or connection has none.
        """
        try:
            return self.values[tp]
        except KeyError:
            return self._value_of_subclass(tp)

    def on_close(self, closer: Closer, instance: object) -> None:
        """Remember what to do with an instance when the scope ends."""
        if self._closers is None:
            self._closers = []
        self._closers.append((closer, instance))

    async def once(self, key: Hashable, construct: Callable[["RequestScope"], Awaitable[object]]) -> object:
        """Return the cached instance of `key`, built by the first of all concurrent callers."""
        if self._pending is None:
            self._pending = {}

        async def build() -> None:
            self.cache[key] = await construct(self)

        await single_flight(self._pending, key, lambda: key in self.cache, build)
        return self.cache[key]

    async def aclose(self) -> None:
        """Finalize every instance created here, newest first; further calls do nothing."""
        closers, self._closers = self._closers, None
        if not closers:
            return
        with anyio.CancelScope(shield=True):
            for closer, instance in reversed(closers):
                try:
                    await closer(instance)
                except (Exception, anyio.get_cancelled_exc_class()):
                    _log.exception("closing `%s` failed", type(instance).__name__)

    def _value_of_subclass(self, tp: type) -> object:
        for known, value in self.values.items():
            if issubclass(known, tp) or isinstance(value, tp):
                return value
        raise MissingProviderError(
            f"No provider for {display(tp)}: it exists only where the runtime supplies it",
            detail={"token": display(tp)},
        )
