"""Where an object was written, and the notes that turn an error into a small page.

Rule: `str(error)` stays the short line; place, path, facts and cures are notes on the exception.
"""

import inspect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lauren_core.metadata import underlying
from lauren_core.render import draw_path

E = TypeVar("E", bound=BaseException)


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A file and the line (from 1) where something was declared."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{_short(self.file)}:{self.line}"


def source_of(obj: object) -> SourceSpan | None:
    """Return where a class or function was declared, `None` when that is unknown."""
    target = underlying(obj)
    try:
        code = getattr(inspect.unwrap(target) if callable(target) else target, "__code__", None)
        if code is not None:
            return SourceSpan(code.co_filename, code.co_firstlineno)
        if not isinstance(target, type):
            return None
        file = inspect.getsourcefile(target)
        return SourceSpan(file, inspect.getsourcelines(target)[1]) if file else None
    except (OSError, TypeError, ValueError, IndexError, SyntaxError):
        return None


def explain(
    error: E,
    *,
    where: object = None,
    subject: str | None = None,
    path: Sequence[str] = (),
    facts: Iterable[str] = (),
    hints: Iterable[str] = (),
) -> E:
    """Attach the notes of the error page and return the same error.

    Args:
        error: the exception to annotate.
        where: the class, function or `SourceSpan` at fault.
        subject: what stands there, such as `UserService.__init__(repo)`.
        path: how the framework got there, drawn as `A ▸ B ▸ C`.
        facts: what was found instead, one line each.
        hints: what to do, one line each.
    """
    span = where if isinstance(where, SourceSpan) else source_of(where)
    head = "   ".join(part for part in (str(span) if span else "", subject or "") if part)
    if head:
        error.add_note(f"  --> {head}")
    if path:
        error.add_note(f"      {draw_path(path)}")
    for fact in facts:
        error.add_note(f"   = {fact}")
    for hint in hints:
        error.add_note(f"   = help: {hint}")
    return error


def _short(file: str) -> str:
    try:
        return Path(file).resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return file
