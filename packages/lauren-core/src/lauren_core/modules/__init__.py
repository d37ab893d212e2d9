"""The module system: what is declared where, and what may be seen from where."""

from lauren_core.metadata import ModuleMeta
from lauren_core.modules.borders import CompiledModule
from lauren_core.modules.graph import ModuleGraph

__all__ = ["CompiledModule", "ModuleGraph", "ModuleMeta"]
