"""Write one Python function as text, with every user object bound as a constant.

Rule: the text contains generated names only; user strings and objects live in the function's namespace.
"""

import itertools
import linecache
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, final

__all__ = ["Emitter", "Program"]

_serial = itertools.count(1)


@final
class Program:
    """A generated function, its source, and the constants that exist only once the application has started."""

    __slots__ = ("_late", "function", "namespace", "source")

    def __init__(
        self,
        function: Callable[..., Any],
        source: str,
        namespace: dict[str, object],
        late: list[tuple[str, Callable[[], object]]],
    ) -> None:
        self.function = function
        self.source = source
        self.namespace = namespace
        self._late = late

    def bind(self) -> None:
        """Put the singletons into the namespace; called once, when the application starts."""
        for name, make in self._late:
            self.namespace[name] = make()


@final
class Emitter:
    """Collects lines and constants, then compiles them into a `Program`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 1
        self._names: dict[str, int] = {}
        self._late: list[tuple[str, Callable[[], object]]] = []
        self.namespace: dict[str, object] = {}

    def line(self, text: str) -> None:
        """Append one line at the current depth."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Everything written inside is the body of `head`."""
        self.line(head)
        self._depth += 1
        yield
        self._depth -= 1

    def name(self, prefix: str) -> str:
        """A fresh local or constant name."""
        number = self._names.get(prefix, 0)
        self._names[prefix] = number + 1
        return f"{prefix}{number}"

    def constant(self, value: object, prefix: str = "k") -> str:
        """Bind an object that exists already."""
        name = self.name(prefix)
        self.namespace[name] = value
        return name

    def late(self, make: Callable[[], object], prefix: str = "s") -> str:
        """Bind an object that exists once the application has started."""
        name = self.name(prefix)
        self.namespace[name] = None
        self._late.append((name, make))
        return name

    def finish(self, signature: str, label: str) -> Program:
        """Compile; tracebacks and debuggers see the source through `linecache`."""
        source = "\n".join([f"async def endpoint({signature}):", *self._lines, ""])
        filename = f"<lauren:{next(_serial)} {label}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        exec(compile(source, filename, "exec"), self.namespace)  # noqa: S102  # the point of this module
        function: Any = self.namespace["endpoint"]
        return Program(function, source, self.namespace, self._late)
