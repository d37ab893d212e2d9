"""Writes the text of one builder function. Rule: no user text gets in, only generated names and parameter names."""

import linecache
from collections.abc import Callable
from itertools import count
from typing import cast

_serial = count(1)


class Source:
    """Lines of a function, and the objects its generated names stand for."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.namespace: dict[str, object] = {}
        self.is_async = False

    def bind(self, prefix: str, value: object) -> str:
        """Return a generated name for `value`."""
        name = f"{prefix}{len(self.namespace)}"
        self.namespace[name] = value
        return name

    def add(self, line: str, depth: int = 1) -> None:
        """Append one line of the body."""
        self.lines.append("    " * depth + line)

    def await_(self, expression: str) -> str:
        """Return the awaited expression; the function becomes async."""
        self.is_async = True
        return f"await {expression}"

    def function(self, name: str) -> Callable[..., object]:
        """Compile the collected lines into `name(scope)`."""
        head = f"{'async ' if self.is_async else ''}def {name}(scope):"
        text = "\n".join([head, *self.lines]) + "\n"
        file = f"<lauren provider {next(_serial)}: {name}>"
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        exec(compile(text, file, "exec"), self.namespace)  # noqa: S102 - the text is generated above, from the plan
        return cast("Callable[..., object]", self.namespace[name])
