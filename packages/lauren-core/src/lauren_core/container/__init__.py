"""Dependency injection: what providers there are, who may use them, and how instances are made."""

from lauren_core.container.bindings import Dependency, Hook, Provider
from lauren_core.container.container import DIContainer
from lauren_core.container.resolver import Resolver
from lauren_core.container.scope import RequestScope

__all__ = ["DIContainer", "Dependency", "Hook", "Provider", "RequestScope", "Resolver"]
