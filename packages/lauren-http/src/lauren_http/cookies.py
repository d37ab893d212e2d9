"""Cookies: reading the request's `cookie` lines, writing one `set-cookie` line (RFC 6265).

Rule: pure text, no request and no response; what could be read as something else is refused.
"""

import re
from collections.abc import Iterable

__all__ = ["build_set_cookie", "parse_cookies"]

# SPEC: RFC 6265 §4.1.1 `cookie-name` (a token), `cookie-octet`, `path-value`, `domain-value`.
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")
_PATH = re.compile(r"[\x20-\x2b\x2d-\x3a\x3c-\x7e]*")
_DOMAIN = re.compile(r"\.?[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_])?")
_SAME_SITE = frozenset({"lax", "strict", "none"})


def parse_cookies(lines: Iterable[str]) -> dict[str, str]:
    """The cookies of all `cookie` header lines.

    Pairs are split on `;` and at the first `=`, trimmed, a quoted value is unwrapped, pairs without `=` are ignored
    and the last duplicate wins.

    Example:
        >>> parse_cookies(['a=1; b="two"', "a=3"])
        {'a': '3', 'b': 'two'}
    """
    cookies: dict[str, str] = {}
    for line in lines:
        for pair in line.split(";"):
            name, equals, value = pair.partition("=")
            name = name.strip()
            if equals and name:
                cookies[name] = _unquoted(value.strip())
    return cookies


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1]
    return value


def build_set_cookie(
    key: str,
    value: str,
    *,
    max_age: int | None = None,
    path: str | None = "/",
    domain: str | None = None,
    secure: bool = False,
    http_only: bool = False,
    same_site: str | None = None,
) -> str:
    """The value of one `set-cookie` header.

    Args:
        key: a token.
        value: cookie-octets: no control character, space, `"`, `,`, `;`, `\\` or non-ASCII text.
        max_age: seconds; `0` or less deletes the cookie; `None` makes it a session cookie.
        path: where it is sent back; omitted when empty.
        domain: host name it is shared with.
        secure: only over HTTPS.
        http_only: hidden from scripts.
        same_site: `lax`, `strict` or `none` in any case; `none` requires `secure`.

    Raises:
        ValueError: any of them is malformed.

    Example:
        >>> build_set_cookie("sid", "a1", max_age=60, http_only=True)
        'sid=a1; Max-Age=60; Path=/; HttpOnly'
    """
    _check("name", key, _NAME)
    _check("value", value, _VALUE)
    parts = [f"{key}={value}"]
    if max_age is not None:
        parts.append(f"Max-Age={_whole_seconds(max_age)}")
    if path:
        parts.append(f"Path={_check('path', path, _PATH)}")
    if domain:
        parts.append(f"Domain={_check('domain', domain, _DOMAIN)}")
    if secure:
        parts.append("Secure")
    if http_only:
        parts.append("HttpOnly")
    if same_site is not None:
        parts.append(f"SameSite={_checked_same_site(same_site, secure=secure)}")
    return "; ".join(parts)


def _check(what: str, text: object, allowed: re.Pattern[str]) -> str:
    if not isinstance(text, str) or allowed.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a valid cookie {what}")
    return text


def _whole_seconds(max_age: object) -> int:
    if isinstance(max_age, bool) or not isinstance(max_age, int):
        raise ValueError(f"a cookie's max_age is a whole number of seconds, not {max_age!r}")
    return int(max_age)


def _checked_same_site(same_site: object, *, secure: bool) -> str:
    if not isinstance(same_site, str) or same_site.lower() not in _SAME_SITE:
        raise ValueError(f"a cookie's same_site is lax, strict or none, not {same_site!r}")
    if same_site.lower() == "none" and not secure:
        raise ValueError("a cookie with same_site='none' requires secure=True")
    return same_site
