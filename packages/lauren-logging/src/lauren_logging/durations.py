"""Durations as people read them. Rule: pure text."""

__all__ = ["format_duration_ms"]


def format_duration_ms(seconds: float) -> str:
    """A duration given in seconds: milliseconds below one second, else seconds (contract L-11).

    Example:
        >>> format_duration_ms(0.0123), format_duration_ms(1.234)
        ('12.3ms', '1.23s')
    """
    milliseconds = f"{seconds * 1000:.1f}"
    return f"{milliseconds}ms" if float(milliseconds) < 1000 else f"{seconds:.2f}s"
