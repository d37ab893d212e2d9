"""Readers of what core's decorators stored."""

from lauren_core.reflect.readers import (
    ReflectedModule,
    get_module_metadata,
    reflect_injectable,
    reflect_module,
)

__all__ = ["ReflectedModule", "get_module_metadata", "reflect_injectable", "reflect_module"]
