"""Turns a decorated class, a decorated function or a record into a `Provider`.

Rule: registration reads annotations once, while the frames that know local names are alive.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import cast

from lauren_core.container.bindings import Dependency, Provider
from lauren_core.container.hooks import hooks_of
from lauren_core.container.needs import callable_needs, class_needs
from lauren_core.diagnostics import explain
from lauren_core.errors import MetadataInheritanceError, MissingProviderError, StartupError
from lauren_core.metadata import (
    INJECTABLE_META,
    POST_CONSTRUCT,
    PRE_DESTRUCT,
    InjectableMeta,
    inherits,
    injectable_meta,
)
from lauren_core.providers import CustomProvider
from lauren_core.scopes import Scope
from lauren_core.signatures import accepts_positional
from lauren_core.tokens import OptionalDep, display, display_entry, split_optional, unwrap_inject

Names = Mapping[str, object] | None


def provider_of(
    target: object,
    *,
    owning_module: type | None = None,
    localns: Names = None,
    undecorated: InjectableMeta | None = None,
) -> Provider:
    """Return the provider of an `@injectable` class or function.

    `undecorated` is what a class or function without the decorator is taken for; without it, it is refused.

    Raises:
        MissingProviderError: the entry is not marked `@injectable`.
        MetadataInheritanceError: only a base class is.
        StartupError: an abstract class, or a generator in TRANSIENT scope.
    """
    meta = injectable_meta(target)
    if meta is None and callable(target) and inherits(target, INJECTABLE_META) is None:
        meta = undecorated
    if meta is None:
        raise _not_injectable(target, owning_module)
    if isinstance(target, type):
        provider = _class_provider(target, target, meta.scope, localns)
    else:
        provider = _function_provider(target, callable_needs(target, localns=localns), meta.scope)
    provider.provides = meta.provides
    provider.multi = meta.multi
    provider.owning_module = owning_module
    return provider


def provider_from(
    record: CustomProvider, *, owning_module: type | None = None, localns: Names = None
) -> Provider:
    """Return the provider of a `use_*` record.

    Raises:
        ValueError: the record's kind is unknown.
        StartupError: an abstract class, a factory of the wrong arity, or a TRANSIENT generator.
    """
    make = _MAKERS.get(record.kind)
    if make is None:
        raise ValueError(f"unknown provider kind `{record.kind}`")
    provider = make(record, localns)
    provider.cls = provider.cell.owner = record.provide
    provider.provider_kind = record.kind
    provider.multi = record.multi
    provider.owning_module = owning_module
    return provider


def check_injectable(target: object, owning_module: type | None) -> None:
    """Refuse an entry of `providers` that is neither decorated nor a record."""
    if injectable_meta(target) is None:
        raise _not_injectable(target, owning_module)


def _value(record: CustomProvider, _: Names) -> Provider:
    provider = Provider(record.provide, Scope.SINGLETON)
    provider.cell.fill(record.value, pinned=True)
    return provider


def _class(record: CustomProvider, localns: Names) -> Provider:
    return _class_provider(record.provide, cast("type", record.use_class), record.scope, localns)


def _factory(record: CustomProvider, _: Names) -> Provider:
    factory = cast("Callable[..., object]", record.factory)
    if not accepts_positional(factory, len(record.inject)):
        raise explain(
            StartupError(
                f"the factory of `{record.name}` cannot take the {len(record.inject)} arguments of `injects`",
                detail={"provider": record.name, "count": len(record.inject)},
            ),
            where=factory,
            subject=display(factory),
            hints=["`injects` are passed positionally and in order"],
        )
    needs = tuple(_injected(index, entry) for index, entry in enumerate(record.inject))
    provider = _function_provider(factory, needs, record.scope, name=record.name)
    provider.is_function_provider = False
    return provider


def _existing(record: CustomProvider, _: Names) -> Provider:
    target = Dependency("existing", record.existing, site="alias")
    return Provider(record.provide, Scope.SINGLETON, alias_target=record.existing, dependencies=(target,))


_MAKERS: dict[str, Callable[[CustomProvider, Names], Provider]] = {
    "value": _value,
    "class": _class,
    "factory": _factory,
    "existing": _existing,
}


def _injected(index: int, entry: object) -> Dependency:
    optional = isinstance(entry, OptionalDep)
    token = entry.token if isinstance(entry, OptionalDep) else entry
    marked = unwrap_inject(token)
    token, _ = split_optional(marked[0] if marked else token)
    return Dependency(
        str(index), token, site="inject", absent="none" if optional else "fail", positional=True
    )


def _class_provider(token: object, cls: type, scope: Scope, localns: Names) -> Provider:
    if inspect.isabstract(cls):
        missing = sorted(getattr(cls, "__abstractmethods__", ()))
        raise explain(
            StartupError(
                f"`{cls.__name__}` is abstract and cannot be built: it lacks `{missing[0]}`",
                detail={"class": cls.__name__, "abstract": missing},
            ),
            where=cls,
            subject=cls.__name__,
            hints=["register a class that implements every abstract method"],
        )
    return Provider(
        token,
        scope,
        target=cls,
        dependencies=class_needs(cls, localns=localns),
        post_construct_hooks=hooks_of(cls, POST_CONSTRUCT),
        pre_destruct_hooks=tuple(reversed(hooks_of(cls, PRE_DESTRUCT))),
    )


def _function_provider(
    function: object, needs: tuple[Dependency, ...], scope: Scope, *, name: str | None = None
) -> Provider:
    bare = inspect.unwrap(function) if callable(function) else function
    generates = inspect.isgeneratorfunction(bare) or inspect.isasyncgenfunction(bare)
    if generates and scope is Scope.TRANSIENT:
        label = name or display(function)
        raise explain(
            StartupError(
                f"the generator `{label}` cannot be TRANSIENT: nothing would ever tear it down",
                detail={"provider": label},
            ),
            where=function,
            subject=label,
            hints=["use `scope=Scope.REQUEST`"],
        )
    return Provider(
        function,
        scope,
        target=function,
        dependencies=needs,
        is_function_provider=True,
        is_generator_provider=generates,
    )


def _not_injectable(target: object, owning_module: type | None) -> StartupError:
    name, module = display_entry(target), owning_module.__name__ if owning_module else None
    place = f" (in `providers` of `{module}`)" if module else ""
    base = inherits(target, INJECTABLE_META)
    if base is not None:
        error: StartupError = MetadataInheritanceError(
            f"`{name}` inherits from the injectable `{base.__name__}` but is not decorated itself{place}",
            detail={"class": name, "inherits_from": base.__name__},
        )
    else:
        detail = {"token": name} if module is None else {"token": name, "module": module}
        error = MissingProviderError(f"`{name}` is not marked @injectable{place}", detail=detail)
    hints = [f"decorate `{name}` with `@injectable()`, or bind it with `use_class` or `use_value`"]
    return explain(error, where=target, subject=name, hints=hints)
