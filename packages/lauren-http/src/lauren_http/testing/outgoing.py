"""From the keywords of a client's method to an ASGI scope and the chunks of a body.

Rule: pure; nothing is sent here.
"""

import json
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

__all__ = ["Outgoing", "build_outgoing"]

Pairs = list[tuple[str, str]]

_OPTIONS = frozenset({"headers", "json", "content", "data", "params", "cookies"})
_PATH_SAFE = "/%:@!$&'()*+,;=-._~"
_QUERY_SAFE = "%/?:@!$&'()*+,;=-._~[]"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request ready to be delivered: the scope, and the body in the chunks it arrives in."""

    scope: MutableMapping[str, Any]
    chunks: tuple[bytes, ...]


def build_outgoing(method: str, url: str, options: Mapping[str, Any]) -> Outgoing:
    """The request that `method`, `url` and the client's keywords describe.

    Raises:
        TypeError: an unknown keyword, or two keywords that both are the body.
    """
    unknown = options.keys() - _OPTIONS
    if unknown:
        raise TypeError(
            f"unexpected keyword argument `{min(unknown)}`; known are {', '.join(sorted(_OPTIONS))}"
        )
    parts = urlsplit(url)
    raw_path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = "&".join(piece for piece in (quote(parts.query, safe=_QUERY_SAFE), _query(options)) if piece)
    chunks, content_type = _body(options)
    return Outgoing(
        {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(raw_path),
            "raw_path": raw_path.encode("ascii"),
            "query_string": query.encode("ascii"),
            "root_path": "",
            "headers": _wire(_headers(options, chunks, content_type)),
            "client": ("127.0.0.1", 12345),
            "server": ("testserver", 80),
        },
        chunks,
    )


def _query(options: Mapping[str, Any]) -> str:
    return _form(options["params"]) if options.get("params") else ""


def _form(fields: Mapping[str, object]) -> str:
    return urlencode([(name, str(item)) for name, value in fields.items() for item in _each(value)])


def _each(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def _body(options: Mapping[str, Any]) -> tuple[tuple[bytes, ...], str | None]:
    given = [name for name in _BODIES if name in options]
    if len(given) > 1:
        raise TypeError(f"`{given[0]}` and `{given[1]}` are both the body; give one")
    return _BODIES[given[0]](options[given[0]]) if given else ((), None)


def _json_body(value: object) -> tuple[tuple[bytes, ...], str | None]:
    return (json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(),), "application/json"


def _form_body(fields: Mapping[str, object]) -> tuple[tuple[bytes, ...], str | None]:
    return (_form(fields).encode("ascii"),), "application/x-www-form-urlencoded"


def _content_body(content: bytes | str | Iterable[bytes]) -> tuple[tuple[bytes, ...], str | None]:
    if isinstance(content, str):
        return (content.encode(),), None
    return ((content,) if isinstance(content, bytes) else tuple(content)), None


_BODIES: dict[str, Callable[[Any], tuple[tuple[bytes, ...], str | None]]] = {
    "json": _json_body,
    "data": _form_body,
    "content": _content_body,
}


def _headers(options: Mapping[str, Any], chunks: tuple[bytes, ...], content_type: str | None) -> Pairs:
    given = options.get("headers") or {}
    pairs = [
        (name.lower(), value) for name, value in (given.items() if isinstance(given, Mapping) else given)
    ]
    names = {name for name, _ in pairs}
    cookies = "; ".join(f"{name}={value}" for name, value in (options.get("cookies") or {}).items())
    length = str(sum(map(len, chunks))) if chunks and "transfer-encoding" not in names else None
    defaults = (("host", "testserver"), ("content-type", content_type), ("content-length", length))
    added = [(name, value) for name, value in defaults if value is not None and name not in names]
    return [*added, *pairs, *([("cookie", cookies)] if cookies else [])]


def _wire(pairs: Pairs) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs]
