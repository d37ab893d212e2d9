"""Exceptions of the user's code, told in one sentence."""

from fractions import Fraction
from pathlib import Path

import pytest

from lauren_cli.failure import import_failure, startup_page, summary


def test_a_message_of_several_lines_is_cut_to_the_first() -> None:
    assert summary(ValueError("\n  first  \nsecond")) == "ValueError: first"


def test_an_exception_without_a_message_is_its_class() -> None:
    assert summary(KeyboardInterrupt()) == "KeyboardInterrupt"


def test_a_page_without_notes_is_its_first_line() -> None:
    assert startup_page(ValueError("x")) == "ValueError: x"


def test_an_error_outside_the_folder_is_placed_by_module_name(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        Fraction(1, 0)
    failure = import_failure(raised.value, "importing `x`", tmp_path)
    assert " in `fractions`, line " in failure.message
    assert "/usr" not in failure.message
    assert "fractions.py" not in failure.message
