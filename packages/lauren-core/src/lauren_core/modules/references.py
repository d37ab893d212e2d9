"""Finds the module class behind a forward reference in `imports`.

Rule: only modules that Python has loaded are looked at, and looking never loads one.
"""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import ForwardRef

from lauren_core.diagnostics import explain
from lauren_core.errors import ModuleReferenceError


def resolve_import(entry: object, declaring: type) -> type:
    """Return the class an `imports` entry stands for.

    Raises:
        ModuleReferenceError: the name is unknown or ambiguous, or the entry is no reference at all.
    """
    if isinstance(entry, type):
        return entry
    text = entry.__forward_arg__ if isinstance(entry, ForwardRef) else entry
    if not isinstance(text, str):
        raise _refuse(declaring, entry, "is neither a module class nor a name", ())
    return _by_path(text, declaring) if "." in text else _by_name(text, declaring)


def _by_path(text: str, declaring: type) -> type:
    module_name, _, name = text.rpartition(".")
    module = sys.modules.get(module_name)
    if module is None:
        raise _refuse(declaring, text, f"names the module `{module_name}`, which is not loaded", ())
    found = _names_in(module).get(name)
    if not isinstance(found, type):
        raise _refuse(declaring, text, f"names no class in `{module_name}`", ())
    return found


def _by_name(text: str, declaring: type) -> type:
    here = sys.modules.get(declaring.__module__)
    found = _names_in(here).get(text)
    if isinstance(found, type):
        return found
    candidates = list(dict.fromkeys(_loaded_classes(text)))
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise _refuse(declaring, text, "names no class in any loaded module", ())
    paths = [f"{cls.__module__}.{cls.__qualname__}" for cls in candidates]
    raise _refuse(
        declaring, text, f"is ambiguous: {', '.join(paths)}", [f"write the dotted name, such as {paths[0]!r}"]
    )


def _loaded_classes(name: str) -> Iterator[type]:
    for module in list(sys.modules.values()):
        found = _names_in(module).get(name)
        if isinstance(found, type):
            yield found


def _names_in(module: object) -> dict[str, object]:
    if not isinstance(module, ModuleType):
        return {}
    # SAFETY: `object.__getattribute__` does not wake lazily loaded modules.
    names = object.__getattribute__(module, "__dict__")
    return names if isinstance(names, dict) else {}


def _refuse(declaring: type, entry: object, problem: str, hints: object) -> ModuleReferenceError:
    text = f"the import {entry!r} of module `{declaring.__name__}` {problem}"
    error = ModuleReferenceError(text, detail={"module": declaring.__name__, "import": str(entry)})
    lines = (
        list(hints)
        if isinstance(hints, list)
        else ["import the module's file first, or list the class itself"]
    )
    return explain(error, where=declaring, subject=f"{declaring.__name__}(imports=[...])", hints=lines)
