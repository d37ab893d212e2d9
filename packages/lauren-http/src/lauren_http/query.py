"""The query string, parsed (application/x-www-form-urlencoded; WHATWG URL §5.1).

Rule: pure; percent and plus decoded as UTF-8 with replacement, blank values kept, order kept (contract H-61).
"""

from urllib.parse import unquote_plus

__all__ = ["first_values", "parse_query"]


def parse_query(raw: bytes) -> dict[str, list[str]]:
    """Every value of every key, in order.

    Example:
        >>> parse_query(b"a=1&a=2&b=")
        {'a': ['1', '2'], 'b': ['']}
    """
    found: dict[str, list[str]] = {}
    for name, value in _pairs(raw):
        known = found.get(name)
        if known is None:
            found[name] = [value]
        else:
            known.append(value)
    return found


def first_values(raw: bytes) -> dict[str, str]:
    """The first value of every key: all that scalar parameters need."""
    found: dict[str, str] = {}
    for name, value in _pairs(raw):
        if name not in found:
            found[name] = value
    return found


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    if not raw:
        return []
    text = raw.decode("utf-8", "replace")
    # PERF: inproc W2: most query strings carry nothing to decode, so the decoder is not called for each half.
    plain = "%" not in text and "+" not in text
    pairs: list[tuple[str, str]] = []
    for pair in text.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            pairs.append((name, value) if plain else (unquote_plus(name), unquote_plus(value)))
    return pairs
