"""One application per test, with a database file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lauren import LaurenApp
from lauren.testing import TestClient
from showcase.main import create_app

ADMIN_TOKEN = "correct-horse-battery-staple"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LaurenApp:
    """The application, not started yet."""
    monkeypatch.setenv("SHOWCASE_DB", str(tmp_path / "board.sqlite3"))
    monkeypatch.setenv("SHOWCASE_ADMIN_TOKEN", ADMIN_TOKEN)
    return create_app()


@pytest.fixture
def client(app: LaurenApp) -> Iterator[TestClient]:
    """A client of the started application."""
    with TestClient(app) as started:
        yield started
