"""Walks the imports from the root. Rule: imports before the importer, every module once, no cycles."""

from lauren_core.diagnostics import explain
from lauren_core.errors import CircularModuleError, MetadataInheritanceError, ModuleReferenceError
from lauren_core.metadata import MODULE_META, ModuleMeta, inherits, module_meta
from lauren_core.modules.references import resolve_import
from lauren_core.render import draw_cycle
from lauren_core.tokens import display_entry


def collect_modules(root: object) -> dict[type, tuple[type, ...]]:
    """Return every module reachable from `root` with the modules it imports, imports first.

    Raises:
        ModuleReferenceError: the root or an import is not a module.
        MetadataInheritanceError: only a base class of it is.
        CircularModuleError: modules import each other.
    """
    modules: dict[type, tuple[type, ...]] = {}
    _visit(root, None, [], modules)
    return modules


def meta_of(cls: type) -> ModuleMeta:
    """Return the metadata of a collected module."""
    meta = module_meta(cls)
    if meta is None:
        raise _not_a_module(cls, None)
    return meta


def _visit(
    entry: object, importer: type | None, path: list[type], modules: dict[type, tuple[type, ...]]
) -> type:
    cls = resolve_import(entry, importer) if importer is not None else entry
    if not isinstance(cls, type) or module_meta(cls) is None:
        raise _not_a_module(cls, importer)
    if cls in path:
        raise _cycle(path[path.index(cls) :])
    if cls not in modules:
        path.append(cls)
        imports = [_visit(item, cls, path, modules) for item in meta_of(cls).imports]
        path.pop()
        modules[cls] = tuple(dict.fromkeys(imports))
    return cls


def _not_a_module(cls: object, importer: type | None) -> Exception:
    name = display_entry(cls)
    place = f" (imported by `{importer.__name__}`)" if importer else ""
    base = inherits(cls, MODULE_META)
    if base is not None:
        return explain(
            MetadataInheritanceError(
                f"`{name}` inherits from the module `{base.__name__}` but is not decorated itself{place}",
                detail={"class": name, "inherits_from": base.__name__},
            ),
            where=cls,
            subject=name,
            hints=[f"decorate `{name}` with `@module(...)`"],
        )
    return explain(
        ModuleReferenceError(f"`{name}` is not a module{place}", detail={"class": name}),
        where=cls,
        subject=name,
        hints=[f"decorate `{name}` with `@module(...)`"],
    )


def _cycle(members: list[type]) -> CircularModuleError:
    names = [cls.__name__ for cls in (*members, members[0])]
    error = CircularModuleError(f"modules import each other: {draw_cycle(names)}", detail={"cycle": names})
    for cls in members:
        explain(error, where=cls, subject=cls.__name__)
    return explain(error, hints=["move what both need into a third module, and let both import that"])
