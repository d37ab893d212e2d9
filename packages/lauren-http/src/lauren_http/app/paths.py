"""The application-relative path of a scope: root path and mounts (contract H-23, H-26 … H-28).

Rule: pure; prefixes match on segment boundaries only.
"""

from lauren_http.asgi import Scope

__all__ = ["normalise_prefix", "relative_scope", "strip_prefix"]


def normalise_prefix(prefix: str) -> str:
    """One leading slash, no trailing slash; `""` and `"/"` give `""`."""
    stripped = prefix.strip("/")
    return f"/{stripped}" if stripped else ""


def strip_prefix(path: str, prefix: str) -> str | None:
    """The path below a normalised prefix, at least `"/"`; `None` when it is not below it."""
    if path == prefix:
        return "/"
    return path[len(prefix) :] if path.startswith(prefix + "/") else None


def relative_scope(scope: Scope, root_path: str) -> Scope:
    """The scope with `path` relative to the application; the scope's own root path wins over the configured one.

    A scope made by this framework's own mounting is relative already.
    """
    if scope.get("lauren.relative"):
        return scope
    root = normalise_prefix(scope.get("root_path") or root_path)
    if not root:
        return scope
    below = strip_prefix(scope["path"], root)
    return {
        **scope,
        "path": scope["path"] if below is None else below,
        "root_path": root,
        "lauren.relative": True,
    }
