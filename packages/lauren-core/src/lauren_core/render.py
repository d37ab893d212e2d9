"""Pure text for errors: dependency paths, cycles and near misses. Rule: nothing here knows the container."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def draw_path(steps: Sequence[str]) -> str:
    """Return `A ▸ B ▸ C`."""
    return " ▸ ".join(steps)


def draw_cycle(names: Sequence[str]) -> str:
    """Return `A -> B -> A` for a closed list of names."""
    return " -> ".join(names)


def near_misses(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that look like `name`, best first."""
    candidates = sorted(set(known) - {name})
    return get_close_matches(name, candidates, n=3, cutoff=0.7)


def listed(names: Sequence[str]) -> str:
    """Return back-ticked names as `a`, `b` and `c`."""
    ticked = [f"`{name}`" for name in names]
    return ticked[0] if len(ticked) == 1 else f"{', '.join(ticked[:-1])} and {ticked[-1]}"
