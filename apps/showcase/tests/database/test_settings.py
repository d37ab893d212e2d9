"""Where the database lives."""

import tempfile
from pathlib import Path

import pytest

from showcase.database.settings import settings_from_environment


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOWCASE_DB", "data/board.sqlite3")
    assert settings_from_environment().path == Path("data/board.sqlite3")


@pytest.mark.parametrize("value", ["", None])
def test_without_it_the_temporary_directory_is_used(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("SHOWCASE_DB", raising=False)
    else:
        monkeypatch.setenv("SHOWCASE_DB", value)
    assert settings_from_environment().path.parent == Path(tempfile.gettempdir())
