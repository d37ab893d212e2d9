"""Reads own-class metadata of modules and injectables. Rule: odd objects give the empty answer, never an error."""

from dataclasses import dataclass

from lauren_core.metadata import InjectableMeta, ModuleMeta, injectable_meta, module_meta


@dataclass(frozen=True, slots=True)
class ReflectedModule:
    """A module class and its metadata."""

    cls: type
    meta: ModuleMeta


def reflect_module(cls: object) -> ModuleMeta | None:
    """Return what `@module` stored on exactly this class."""
    return module_meta(cls)


def reflect_injectable(target: object) -> InjectableMeta | None:
    """Return what `@injectable` stored on exactly this class or function."""
    return injectable_meta(target)


def get_module_metadata(cls: object) -> ReflectedModule | None:
    """Return the module class with its metadata, `None` when it is no module."""
    meta = module_meta(cls)
    return ReflectedModule(cls, meta) if isinstance(cls, type) and meta is not None else None
