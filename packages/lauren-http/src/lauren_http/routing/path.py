"""Path templates: `/users/{id}/files/{*path}`, parsed and checked.

Rule: pure text; a template that could surprise is refused here, never matched somehow.
"""

from dataclasses import dataclass
from typing import Literal

from lauren_core import RouterConflictError
from lauren_core.spi import explain

__all__ = ["Segment", "SegmentKind", "join_paths", "parse_template", "template_of"]

SegmentKind = Literal["static", "param", "wildcard"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece between slashes: literal text, or the name of a variable."""

    kind: SegmentKind
    text: str

    def __str__(self) -> str:
        return _SPELLING[self.kind].format(self.text)


_SPELLING: dict[SegmentKind, str] = {"static": "{}", "param": "{{{}}}", "wildcard": "{{*{}}}"}


def parse_template(text: str) -> tuple[Segment, ...]:
    """The segments of a template; `()` for `/`.

    Args:
        text: literal segments, `{name}` (one non-empty segment) and, last, `{*name}` (the rest). A leading slash
            is added, one trailing slash removed.

    Raises:
        RouterConflictError: malformed; `detail["reason"]` is `"invalid_template"`.

    Example:
        >>> [str(segment) for segment in parse_template("/files/{*path}")]
        ['files', '{*path}']
    """
    path = join_paths("", text)
    if path == "/":
        return ()
    segments = tuple(_segment(piece, path) for piece in path[1:].split("/"))
    _check_wildcards_last(segments, path)
    _check_names_unique(segments, path)
    return segments


def template_of(segments: tuple[Segment, ...]) -> str:
    """The canonical text of parsed segments."""
    return "/" + "/".join(str(segment) for segment in segments)


def join_paths(prefix: str, path: str) -> str:
    """Join a controller's prefix and a route's path with single slashes.

    Example:
        >>> join_paths("/users", "/"), join_paths("", ""), join_paths("users/", "{id}")
        ('/users', '/', '/users/{id}')
    """
    return "/" + "/".join(piece for piece in (_trimmed(prefix), _trimmed(path)) if piece)


def _trimmed(path: str) -> str:
    return path.removeprefix("/").removesuffix("/")


def _segment(piece: str, template: str) -> Segment:
    if piece.startswith("{") and piece.endswith("}") and len(piece) > 1:
        inner = piece[1:-1]
        kind: SegmentKind = "wildcard" if inner.startswith("*") else "param"
        name = inner.removeprefix("*")
        if not name.isidentifier():
            raise _invalid(template, f"`{piece}` does not name a variable", _HINT_NAMES)
        return Segment(kind, name)
    if "{" in piece or "}" in piece:
        raise _invalid(template, f"the brace in `{piece}` does not span the whole segment", _HINT_SPAN)
    if piece.startswith("*"):
        raise _invalid(template, f"`{piece}` is no wildcard", f"write `{{{piece}}}`")
    return Segment("static", piece)


def _check_wildcards_last(segments: tuple[Segment, ...], template: str) -> None:
    for segment in segments[:-1]:
        if segment.kind == "wildcard":
            raise _invalid(template, f"the wildcard `{segment}` is not last", "nothing can follow a wildcard")


def _check_names_unique(segments: tuple[Segment, ...], template: str) -> None:
    seen: set[str] = set()
    for segment in segments:
        if segment.kind != "static" and segment.text in seen:
            raise _invalid(template, f"`{segment.text}` is used twice", "give each variable its own name")
        if segment.kind != "static":
            seen.add(segment.text)


_HINT_NAMES = "a variable is a Python identifier: `{id}`; its type comes from the handler's signature"
_HINT_SPAN = "a variable is a whole segment: `/{a}/{b}`, not `/{a}-{b}`"


def _invalid(template: str, problem: str, hint: str) -> RouterConflictError:
    error = RouterConflictError(
        f"invalid path template `{template}`: {problem}",
        detail={"path": template, "reason": "invalid_template"},
    )
    explain(error, hints=(hint,))
    return error
