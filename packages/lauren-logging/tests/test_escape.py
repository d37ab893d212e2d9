"""What must not reach a log line as it is."""

import json

import pytest

from lauren_logging.escape import escape_json, escape_text, text_of

rule = pytest.mark.rule

UNSAFE = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\ud800",
]


@pytest.mark.parametrize("character", UNSAFE, ids=lambda character: f"U+{ord(character):04X}")
@rule("L-6")
def test_an_unsafe_character_becomes_printable_ascii(character: str) -> None:
    shown = escape_text(f"a{character}b")
    assert shown.isascii()
    assert shown.isprintable()


def test_ordinary_text_stays_as_it_is() -> None:
    assert escape_text("Grüße – 日本 \\n 🙂") == "Grüße – 日本 \\n 🙂"


def test_line_ends_and_tabs_have_short_names() -> None:
    assert escape_text("a\r\n\tb") == r"a\r\n\tb"


def test_escaped_json_is_the_same_value() -> None:
    value = {"k\x7f": "a\u2028b\x85c"}
    document = escape_json(json.dumps(value, ensure_ascii=False))
    assert document.isascii()
    assert json.loads(document) == value


def test_half_a_surrogate_pair_is_named_in_json() -> None:
    assert json.loads(escape_json(json.dumps("a\udc80", ensure_ascii=False))) == r"a\udc80"


def test_an_object_that_cannot_be_printed_is_named() -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError("no")

    assert text_of(Broken()) == "<unprintable Broken>"
