"""Durations as people read them."""

import pytest

from lauren_logging import format_duration_ms

rule = pytest.mark.rule


@rule("L-11")
@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.0ms"),
        (0.0123, "12.3ms"),
        (0.9994, "999.4ms"),
        (0.99999, "1.00s"),
        (1, "1.00s"),
        (1.234, "1.23s"),
    ],
)
def test_a_duration_is_in_milliseconds_below_a_second(seconds: float, text: str) -> None:
    assert format_duration_ms(seconds) == text
