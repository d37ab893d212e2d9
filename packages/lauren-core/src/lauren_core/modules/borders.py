"""Decides what each module declares, sees and exports.

Rule: a token belongs to one module; only exports cross a border.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lauren_core.container.declare import check_injectable
from lauren_core.diagnostics import explain
from lauren_core.errors import (
    DuplicateBindingError,
    MetadataInheritanceError,
    ModuleExportViolation,
    StartupError,
)
from lauren_core.metadata import (
    ROUTABLE_META,
    ModuleMeta,
    RoutableMeta,
    inherits,
    injectable_meta,
    module_meta,
    own,
)
from lauren_core.modules.collect import meta_of
from lauren_core.providers import CustomProvider
from lauren_core.tokens import display, display_entry, is_hashable

Owners = dict[object, frozenset[type]]


@dataclass(frozen=True, slots=True)
class CompiledModule:
    """A module of the frozen graph.

    Attributes:
        cls: the module class.
        meta: what `@module` stored.
        providers: every token it sees.
        own_providers: tokens it declares, in list order.
        exported: tokens its importers see.
        controllers: its controllers.
        imports: the modules it imports.
        owners: for each visible token, the modules whose providers are seen.
    """

    cls: type
    meta: ModuleMeta
    providers: frozenset[object]
    own_providers: tuple[object, ...]
    exported: frozenset[object]
    controllers: tuple[type, ...]
    imports: tuple[type, ...]
    owners: Mapping[object, frozenset[type]]


def compile_module(
    cls: type, imports: tuple[type, ...], done: Mapping[type, CompiledModule]
) -> CompiledModule:
    """Return the compiled form of a module whose imports are compiled.

    Raises:
        MissingProviderError: an entry of `providers` is not injectable.
        StartupError: an entry of `controllers` is not a controller.
        DuplicateBindingError: a provider is listed twice.
        ModuleExportViolation: an export is neither declared nor imported.
    """
    meta = meta_of(cls)
    controllers = tuple(_controller(entry, cls) for entry in meta.controllers)
    declared = _declared(cls, meta)
    owners = _visible_owners(cls, declared, [done[item] for item in imports])
    exported = frozenset(_exported(cls, meta, owners, [done[item] for item in imports]))
    for controller in controllers:
        owners.setdefault(controller, frozenset((cls,)))
    return CompiledModule(cls, meta, frozenset(owners), declared, exported, controllers, imports, owners)


def check_single_owner(modules: Iterable[CompiledModule]) -> None:
    """Refuse a token that two modules declare, unless all its records are `multi=True`.

    Raises:
        ModuleExportViolation: with both modules' names.
    """
    first: dict[object, CompiledModule] = {}
    for module in modules:
        for token in module.own_providers:
            other = first.setdefault(token, module)
            if other is not module and not (_is_shared(other, token) and _is_shared(module, token)):
                raise _two_owners(token, other, module)


def token_of(entry: object) -> object:
    """Return the token an entry of `providers` or `exports` stands for."""
    return entry.provide if isinstance(entry, CustomProvider) else entry


def _controller(entry: object, cls: type) -> type:
    if isinstance(entry, type) and isinstance(own(entry, ROUTABLE_META), RoutableMeta):
        return entry
    name = display_entry(entry)
    base = inherits(entry, ROUTABLE_META)
    detail: dict[str, object] = {"class": name, "module": cls.__name__}
    if base is not None:
        text = f"`{name}` inherits from the controller `{base.__name__}` but is not decorated itself"
        error: StartupError = MetadataInheritanceError(text, detail=detail | {"inherits_from": base.__name__})
    else:
        error = StartupError(
            f"`{name}` in `controllers` of `{cls.__name__}` is not a controller", detail=detail
        )
    cure = (
        "move it to `providers`" if injectable_meta(entry) else f"decorate `{name}` with `@controller(...)`"
    )
    raise explain(error, where=entry, subject=name, hints=[cure])


def _declared(cls: type, meta: ModuleMeta) -> tuple[object, ...]:
    tokens: dict[object, object] = {}
    for entry in meta.providers:
        if not isinstance(entry, CustomProvider):
            check_injectable(entry, cls)
        token = token_of(entry)
        previous = tokens.setdefault(token, entry)
        if previous is not entry or meta.providers.count(entry) > 1:
            _check_repeated(cls, token, previous, entry)
    return tuple(tokens)


def _check_repeated(cls: type, token: object, previous: object, entry: object) -> None:
    if _is_multi_record(previous) and _is_multi_record(entry) and previous is not entry:
        return
    name = display(token)
    error = DuplicateBindingError(
        f"`{name}` is already registered in `providers` of `{cls.__name__}`",
        detail={"token": name, "module": cls.__name__},
    )
    raise explain(error, where=cls, subject=cls.__name__, hints=["list it once"])


def _visible_owners(cls: type, declared: tuple[object, ...], imports: list[CompiledModule]) -> Owners:
    owners: Owners = {token: frozenset((cls,)) for token in declared}
    for imported in imports:
        for token in imported.exported:
            owners[token] = owners.get(token, frozenset()) | imported.owners[token]
    return owners


def _exported(cls: type, meta: ModuleMeta, owners: Owners, imports: list[CompiledModule]) -> Iterable[object]:
    for entry in meta.exports:
        imported = next((item for item in imports if item.cls is entry), None)
        if imported is not None:
            yield from imported.exported
            continue
        token = token_of(entry)
        if not is_hashable(token) or token not in owners:
            raise _not_exportable(cls, meta, token)
        yield token


def _not_exportable(cls: type, meta: ModuleMeta, token: object) -> ModuleExportViolation:
    name = display_entry(token)
    error = ModuleExportViolation(
        f"`{cls.__name__}` exports `{name}`, which it neither provides nor imports",
        detail={"module": cls.__name__, "export": name},
    )
    return explain(error, where=cls, subject=cls.__name__, hints=[_export_cure(meta, token, name)])


def _export_cure(meta: ModuleMeta, token: object, name: str) -> str:
    if any(entry is token for entry in meta.controllers):
        return "controllers are private to their module: export a provider they share instead"
    for entry in meta.providers:
        provided = injectable_meta(entry)
        if provided and token in provided.provides:
            return f"`{display(entry)}` provides it: export `{display(entry)}`"
    if module_meta(token) is not None:
        return f"add `{name}` to `imports` to re-export what it exports"
    return f"add `{name}` to `providers`, or import the module that exports it"


def _is_multi_record(entry: object) -> bool:
    return isinstance(entry, CustomProvider) and entry.multi


def _is_shared(module: CompiledModule, token: object) -> bool:
    return all(_is_multi_record(entry) for entry in module.meta.providers if token_of(entry) == token)


def _two_owners(token: object, first: CompiledModule, second: CompiledModule) -> ModuleExportViolation:
    name = display_entry(token)
    names = [first.cls.__name__, second.cls.__name__]
    error = ModuleExportViolation(
        f"`{name}` is declared in `{names[0]}` and in `{names[1]}`",
        detail={"provider": name, "modules": names},
    )
    explain(error, where=first.cls, subject=names[0])
    cure = f"keep it in `{names[0]}`, export it there, and import `{names[0]}` in `{names[1]}`"
    return explain(error, where=second.cls, subject=names[1], hints=[cure])
