"""The unit of work, on a real file and without the framework."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from showcase.database.database import Database
from showcase.database.settings import DatabaseSettings
from showcase.database.unit_of_work import UnitOfWork

pytestmark = pytest.mark.anyio

INSERT = "INSERT INTO tasks (title) VALUES ('a') RETURNING id"


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    database = Database(DatabaseSettings(tmp_path / "folder" / "board.sqlite3"))
    await database.create_tables()
    return database


@pytest.fixture
async def work(database: Database) -> AsyncIterator[UnitOfWork]:
    work = UnitOfWork(database)
    yield work
    await work.aclose()


async def count(database: Database) -> int:
    reader = UnitOfWork(database)
    (row,) = await reader.read("SELECT count(*) FROM tasks")
    await reader.aclose()
    return int(row[0])


async def test_a_write_is_seen_by_others_after_the_commit_only(database: Database, work: UnitOfWork) -> None:
    assert len(await work.write(INSERT)) == 1
    assert len(await work.read("SELECT * FROM tasks")) == 1
    assert await count(database) == 0
    await work.commit()
    assert await count(database) == 1


async def test_a_rollback_takes_every_write_back(database: Database, work: UnitOfWork) -> None:
    await work.write(INSERT)
    await work.write(INSERT)
    await work.rollback()
    await work.commit()
    assert await count(database) == 0


async def test_closing_without_commit_rolls_back_and_frees_the_lock(
    database: Database, work: UnitOfWork
) -> None:
    await work.write(INSERT)
    await work.aclose()
    other = UnitOfWork(database)
    await other.write(INSERT)
    await other.commit()
    await other.aclose()
    assert await count(database) == 1


async def test_what_waits_for_the_commit_runs_after_it_in_order_and_once(
    database: Database, work: UnitOfWork
) -> None:
    seen: list[tuple[str, int]] = []

    async def look(name: str) -> None:
        seen.append((name, await count(database)))

    await work.write(INSERT)
    work.after_commit(lambda: look("first"))
    work.after_commit(lambda: look("second"))
    await work.commit()
    await work.commit()
    assert seen == [("first", 1), ("second", 1)]


async def test_a_rollback_forgets_what_waited(work: UnitOfWork) -> None:
    async def never() -> None:
        pytest.fail("announced a change that was taken back")

    await work.write(INSERT)
    work.after_commit(never)
    await work.rollback()
    await work.commit()


async def test_a_request_without_queries_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "board.sqlite3"
    work = UnitOfWork(Database(DatabaseSettings(path)))
    await work.commit()
    await work.rollback()
    await work.aclose()
    assert not path.exists()


async def test_closing_twice_is_fine(work: UnitOfWork) -> None:
    await work.read("SELECT 1")
    await work.aclose()
    await work.aclose()
