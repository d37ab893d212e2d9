"""The extraction's name for scalar coercion."""

from lauren_http import scalars
from lauren_http.extract import coerce


def test_the_names_are_the_same_objects() -> None:
    for name in coerce.__all__:
        assert getattr(coerce, name) is getattr(scalars, name)
