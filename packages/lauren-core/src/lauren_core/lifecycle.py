"""Starts singletons dependencies first and tears them down in exactly the reverse order.

Rule: a failed start is undone completely; a failed teardown step never stops the others.
"""

import inspect
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from typing import cast, final

import anyio
from anyio import to_thread

from lauren_core.container import DIContainer, Hook, Provider
from lauren_core.container.generators import afinish, finish
from lauren_core.errors import DestructError, DestructTimeoutError, LifecycleError
from lauren_core.log import Logger, SafeLogger
from lauren_core.scopes import Scope
from lauren_core.tokens import display

__all__ = ["LifecycleScheduler"]

_log = logging.getLogger("lauren")
Step = Callable[[], Awaitable[object]]


@final
class LifecycleScheduler:
    """Runs the hooks of a container's singletons.

    Args:
        container: a compiled container.
        logger: where teardown failures are logged; the stdlib logger `lauren` when omitted.
    """

    def __init__(self, container: DIContainer, logger: Logger | None = None) -> None:
        self._container = container
        self._logger = SafeLogger(logger) if logger is not None else None
        self._order: list[Provider] | None = None

    def compute_order(self) -> list[Provider]:
        """Return all providers, dependencies first, otherwise in registration order.

        Raises:
            CircularDependencyError: providers need each other.
        """
        self._order = self._container.lifecycle_order()
        return list(self._order)

    async def run_post_construct(self) -> None:
        """Build every singleton and run its hooks before anything that depends on it is built.

        Raises:
            Exception: whatever a constructor, factory or hook raised, after all started ones were undone.
        """
        for provider in self._singletons():
            try:
                await self._start(provider)
            except BaseException:
                await self._undo()
                raise
        self._container.started = True

    async def run_pre_destruct(self, *, timeout: float = 10.0) -> list[Exception]:  # noqa: ASYNC109 - per step, not for the call
        """Tear down every built singleton, dependents before dependencies.

        Args:
            timeout: seconds each single step may take.

        Returns:
            the `DestructError` and `DestructTimeoutError` of the steps that failed.
        """
        return await self._tear_down(timeout, only_started=False)

    async def _start(self, provider: Provider) -> None:
        cell = provider.cell
        await self._container.ensure(provider)
        if cell.pinned or cell.started:
            return
        for hook in provider.post_construct_hooks:
            result = getattr(cell.value, hook.name)()
            if inspect.isawaitable(result):
                await result
        cell.started = True

    async def _undo(self) -> None:
        with anyio.CancelScope(shield=True):
            await self._tear_down(10.0, only_started=True)

    async def _tear_down(self, limit: float, *, only_started: bool) -> list[Exception]:
        errors: list[Exception] = []
        for provider in reversed(self._singletons()):
            cell = provider.cell
            if cell.pinned or not cell.filled:
                continue
            for step in _steps(provider, hooks=cell.started or not only_started):
                error = await self._run(provider, step, limit)
                if error is not None:
                    errors.append(error)
            if only_started:
                cell.empty()
        if not only_started:
            self._empty()
        return errors

    def _empty(self) -> None:
        """Forget which hooks ran, so that a second teardown does nothing."""
        for provider in self._singletons():
            provider.cell.generator = None
            provider.cell.torn_down = True

    async def _run(self, provider: Provider, step: Step, limit: float) -> LifecycleError | None:
        name = display(provider.target) if isinstance(provider.target, type) else provider.name
        try:
            with anyio.move_on_after(limit, shield=True) as scope:
                await step()
        except Exception as cause:
            error = DestructError(
                f"teardown of `{name}` failed: {cause}", detail={"class": name, "cause": str(cause)}
            )
            error.__cause__ = cause
            return self._report(error)
        if not scope.cancelled_caught:
            return None
        text = f"teardown of `{name}` took longer than {limit} s"
        return self._report(DestructTimeoutError(text, detail={"class": name, "timeout": limit}))

    def _report(self, error: LifecycleError) -> LifecycleError:
        if self._logger is not None:
            self._logger.error(str(error), context="Shutdown", **error.detail)
        else:
            _log.error("%s", error, exc_info=error.__cause__)
        return error

    def _singletons(self) -> list[Provider]:
        order = self._order if self._order is not None else self.compute_order()
        return [
            item
            for item in order
            if item.scope is Scope.SINGLETON and item.provider_kind not in ("value", "existing")
        ]


def _steps(provider: Provider, *, hooks: bool) -> list[Step]:
    generator = provider.cell.generator
    if provider.is_generator_provider:
        return [lambda: _finish(generator)] if generator is not None else []
    if not hooks or provider.cell.torn_down:
        return []
    return [_hook_step(provider.cell.value, hook) for hook in provider.pre_destruct_hooks]


def _hook_step(instance: object, hook: Hook) -> Step:
    async def step() -> object:
        function = getattr(instance, hook.name)
        result = await function() if hook.is_async else await _in_thread(function)
        return await result if inspect.isawaitable(result) else result

    return step


async def _finish(generator: object) -> None:
    if inspect.isasyncgen(generator):
        await afinish(cast("AsyncGenerator[object, None]", generator))
    else:
        plain = cast("Generator[object, None, object]", generator)
        await _in_thread(lambda: finish(plain))


async def _in_thread(function: Callable[[], object]) -> object:
    return await to_thread.run_sync(function, abandon_on_cancel=True)
