"""Parsing of query strings."""

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lauren_http.query import first_values, parse_query

rule = pytest.mark.rule
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
pairs = st.lists(st.tuples(texts.filter(bool), texts), max_size=6)


@rule("H-61")
def test_blank_values_and_order_are_kept() -> None:
    assert parse_query(b"a=2&a=1&b=&c&&d=%C3%A9+x") == {"a": ["2", "1"], "b": [""], "c": [""], "d": ["é x"]}


@rule("H-61")
def test_bytes_that_are_no_utf8_are_replaced() -> None:
    assert parse_query(b"a=%FF") == {"a": ["\ufffd"]}
    assert parse_query(b"a=\xff") == {"a": ["\ufffd"]}


@given(pairs)
def test_parsing_agrees_with_the_standard_library(items: list[tuple[str, str]]) -> None:
    raw = urlencode(items).encode()
    assert parse_query(raw) == parse_qs(raw.decode(), keep_blank_values=True)


@given(pairs)
def test_first_values_are_the_heads_of_the_lists(items: list[tuple[str, str]]) -> None:
    raw = urlencode(items).encode()
    assert first_values(raw) == {name: values[0] for name, values in parse_query(raw).items()}
