"""Drives generator providers: setup up to the first `yield`, teardown after it.

Rule: teardown resumes a generator exactly once.
"""

import inspect
from collections.abc import AsyncGenerator, Generator
from typing import cast

from lauren_core.diagnostics import explain
from lauren_core.errors import StartupError
from lauren_core.tokens import display

AnyGenerator = Generator[object, None, object] | AsyncGenerator[object, None]


def first(generator: Generator[object, None, object], function: object) -> object:
    """Return the first value of a generator provider.

    Raises:
        StartupError: it finished without yielding.
    """
    try:
        return next(generator)
    except StopIteration:
        raise _never_yielded(function) from None


async def afirst(generator: AsyncGenerator[object, None], function: object) -> object:
    """Return the first value of an async generator provider.

    Raises:
        StartupError: it finished without yielding.
    """
    try:
        return await anext(generator)
    except StopAsyncIteration:
        raise _never_yielded(function) from None


def finish(generator: Generator[object, None, object]) -> None:
    """Run the code after `yield`.

    Raises:
        RuntimeError: the generator yielded a second time; it is closed.
    """
    try:
        next(generator)
    except StopIteration:
        return
    generator.close()
    raise _yielded_twice(generator)


async def afinish(generator: AsyncGenerator[object, None]) -> None:
    """Run the code after `yield` of an async generator.

    Raises:
        RuntimeError: the generator yielded a second time; it is closed.
    """
    try:
        await anext(generator)
    except StopAsyncIteration:
        return
    await generator.aclose()
    raise _yielded_twice(generator)


async def finish_any(generator: object) -> None:
    """Run the code after `yield` of either kind, inline."""
    if inspect.isasyncgen(generator):
        await afinish(cast("AsyncGenerator[object, None]", generator))
    else:
        finish(cast("Generator[object, None, object]", generator))


def _never_yielded(function: object) -> StartupError:
    name = display(function)
    error = StartupError(
        f"the generator provider `{name}` finished without yielding", detail={"provider": name}
    )
    return explain(error, where=function, subject=name, hints=["`yield` the dependency on every path, once"])


def _yielded_twice(generator: AnyGenerator) -> RuntimeError:
    name = getattr(generator, "__name__", "?")
    return RuntimeError(f"the generator provider `{name}` yielded a second time")
