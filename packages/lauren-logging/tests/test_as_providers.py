"""Loggers as providers of the `Logger` protocol."""

from typing import Any

import pytest

from lauren_core import DIContainer, Logger, NullLogger, ProtocolAmbiguityError, injectable
from lauren_logging import ConsoleLogger, InMemoryLogger, JsonLogger

rule = pytest.mark.rule
pytestmark = pytest.mark.anyio

LOGGERS = [ConsoleLogger, JsonLogger, InMemoryLogger, NullLogger]


@rule("L-3", "L-8")
@pytest.mark.parametrize("kind", LOGGERS)
async def test_a_listed_logger_answers_to_the_protocol_and_to_its_class(kind: type) -> None:
    @injectable()
    class Service:
        log: Logger

        def __init__(self, injected: Logger) -> None:
            self.injected = injected

    container = DIContainer()
    container.register(kind)
    container.register(Service)
    container.compile()
    service: Any = await container.resolve(Service)
    assert isinstance(service.log, kind)
    assert isinstance(service.log, Logger)
    assert service.log is service.injected
    assert service.log is await container.resolve(kind)


@rule("L-8")
async def test_two_loggers_for_the_protocol_are_ambiguous() -> None:
    @injectable()
    class Service:
        log: Logger

    container = DIContainer()
    for cls in (ConsoleLogger, JsonLogger, Service):
        container.register(cls)
    with pytest.raises(ProtocolAmbiguityError):
        container.compile()
