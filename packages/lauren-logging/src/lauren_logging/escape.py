"""What must not reach a log line as it is: line ends, terminal escapes, direction overrides, lone surrogates.

Rule: a message can neither end its line nor steer the terminal that shows it.
"""

import re
from typing import Final

__all__ = ["escape_json", "escape_text", "text_of"]

# C0, DEL, C1, the line separators, the bidirectional controls, halves of surrogate pairs.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape_text(text: str) -> str:
    r"""Make every unsafe character visible.

    Example:
        >>> print(escape_text("paid\n[app] forged \x1b[2J"))
        paid\n[app] forged \x1b[2J
    """
    return _UNSAFE.sub(_visible, text)


def escape_json(document: str) -> str:
    """Escape what is unsafe inside a JSON text; it stays the same JSON value, but for halves of surrogate pairs."""
    return _UNSAFE.sub(_as_json_escape, document)


def text_of(value: object) -> str:
    """`str(value)`, whatever `value` does."""
    try:
        return str(value)
    except Exception:
        return f"<unprintable {type(value).__name__}>"


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _as_json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    # Half a pair has no JSON form that every parser reads: its name stands in the text instead.
    return f"\\\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"
