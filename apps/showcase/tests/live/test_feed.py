"""The activity feed: resume, cut off, end."""

from collections.abc import AsyncIterator

import anyio
import pytest

from showcase.live.feed import BEHIND_AT_MOST, REMEMBERED, Activity, ActivityFeed

pytestmark = pytest.mark.anyio

SECONDS = 2


async def rest(lines: AsyncIterator[Activity]) -> list[Activity]:
    with anyio.fail_after(SECONDS):
        return [line async for line in lines]


async def take(lines: AsyncIterator[Activity], count: int) -> list[Activity]:
    with anyio.fail_after(SECONDS):
        return [await anext(lines) for _ in range(count)]


async def test_a_follower_gets_what_is_remembered_then_what_happens() -> None:
    feed = ActivityFeed()
    feed.publish("added", "before")
    lines = feed.follow()
    assert [line.title for line in await take(lines, 1)] == ["before"]
    feed.publish("changed", "after")
    assert [(line.kind, line.title) for line in await take(lines, 1)] == [("changed", "after")]
    feed.close()
    assert await rest(lines) == []


async def test_a_follower_resumes_after_the_line_it_saw() -> None:
    feed = ActivityFeed()
    for title in "abc":
        feed.publish("added", title)
    (first,) = await take(feed.follow(), 1)
    feed.close()
    assert [line.title for line in await rest(feed.follow(first.id))] == ["b", "c"]


async def test_an_id_of_another_process_resumes_from_the_start() -> None:
    feed = ActivityFeed()
    feed.publish("added", "a")
    feed.close()
    assert [line.title for line in await rest(feed.follow("feedbeef-1"))] == ["a"]


async def test_only_the_last_lines_are_remembered() -> None:
    feed = ActivityFeed()
    for number in range(REMEMBERED + 5):
        feed.publish("added", str(number))
    feed.close()
    assert [line.title for line in await rest(feed.follow())] == [str(n) for n in range(5, REMEMBERED + 5)]


async def test_a_follower_that_falls_behind_is_cut_off_and_delays_nobody() -> None:
    feed = ActivityFeed()
    feed.publish("added", "first")
    slow = feed.follow()
    await take(slow, 1)
    for number in range(BEHIND_AT_MOST + 10):
        feed.publish("added", str(number))
    assert len(await rest(slow)) == BEHIND_AT_MOST


async def test_a_follower_that_leaves_is_forgotten() -> None:
    feed = ActivityFeed()
    feed.publish("added", "a")
    lines = feed.follow()
    await take(lines, 1)
    await lines.aclose()  # type: ignore[attr-defined]  # an async generator behind the iterator
    feed.publish("added", "b")
    feed.close()
    assert await rest(lines) == []
