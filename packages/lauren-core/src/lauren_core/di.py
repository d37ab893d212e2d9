"""Façade: everything about dependency injection."""

from lauren_core.container import DIContainer, Provider, RequestScope, Resolver
from lauren_core.metadata import INJECTABLE_META, InjectableMeta
from lauren_core.providers import CustomProvider, use_class, use_existing, use_factory, use_value
from lauren_core.scopes import Scope
from lauren_core.tokens import Depends, Inject, OptionalDep, Token

__all__ = [
    "INJECTABLE_META",
    "CustomProvider",
    "DIContainer",
    "Depends",
    "Inject",
    "InjectableMeta",
    "OptionalDep",
    "Provider",
    "RequestScope",
    "Resolver",
    "Scope",
    "Token",
    "use_class",
    "use_existing",
    "use_factory",
    "use_value",
]
