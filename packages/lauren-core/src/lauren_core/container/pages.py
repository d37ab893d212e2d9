"""The error pages of dependency resolution: what is missing, who asked, what was found instead, what to do.

Rule: pages read the bindings and change nothing.
"""

from collections.abc import Iterable, Sequence

from lauren_core.container.bindings import Dependency, Provider
from lauren_core.container.lookup import Bindings
from lauren_core.diagnostics import explain, source_of
from lauren_core.errors import MissingProviderError, ProtocolAmbiguityError
from lauren_core.hints import Unresolved
from lauren_core.metadata import injectable_meta
from lauren_core.render import listed, near_misses
from lauren_core.tokens import display, list_element


def missing_provider(
    bindings: Bindings,
    token: object,
    module: type | None,
    *,
    dependency: Dependency | None = None,
    consumer: Provider | None = None,
) -> MissingProviderError:
    """Return the error for a token without visible provider."""
    element = list_element(token) or token
    hidden = bindings.bound(element) or tuple(bindings.implementations(element))
    name = display(token)
    text = f"No provider for {name}"
    detail: dict[str, object] = {"token": name}
    if hidden and module is not None:
        text += f" visible from module {module.__name__}"
        detail["module"] = module.__name__
    if element is not token:
        text += f" (no provider of {display(element)} is visible)"
    if consumer is not None and dependency is not None:
        text += f", needed by `{consumer.label(dependency)}`"
        detail |= {"consumer": display(consumer.target), "parameter": dependency.name}
    error = MissingProviderError(text, detail=detail)
    subject = consumer.label(dependency) if consumer and dependency else None
    facts, hints = _cures(bindings, element, module, hidden)
    return explain(
        error, where=consumer.target if consumer else None, subject=subject, facts=facts, hints=hints
    )


def missing_alias(dependency: Dependency, alias: Provider, bindings: Bindings) -> MissingProviderError:
    """Return the error for an alias whose target nobody provides."""
    target, module = display(dependency.token), alias.owning_module
    error = MissingProviderError(
        f"No provider for {target}, the target of alias `{alias.name}`",
        detail={"alias": alias.name, "target": target, "token": target},
    )
    hidden = bindings.bound(dependency.token)
    facts, hints = _cures(bindings, dependency.token, module, hidden)
    return explain(error, subject=alias.label(dependency), facts=facts, hints=hints)


def ambiguous_scalar(
    dependency: Dependency, found: Sequence[Provider], consumer: Provider | None
) -> ProtocolAmbiguityError:
    """Return the error for one value asked for where several answer."""
    asked = f", needed by `{consumer.label(dependency)}`" if consumer else ""
    name = display(dependency.token)
    error = ProtocolAmbiguityError(
        f"`{name}` has {len(found)} providers{asked}", detail={"token": name, "count": len(found)}
    )
    hints = [f"ask for `list[{name}]`, or for one of the classes by its own name"]
    return explain(
        error,
        where=consumer.target if consumer else None,
        subject=consumer.label(dependency) if consumer else None,
        facts=_places(found),
        hints=hints,
    )


def ambiguous_collection(
    dependency: Dependency, element: object, found: Sequence[Provider], consumer: Provider | None
) -> ProtocolAmbiguityError:
    """Return the error for `list[T]` over a provider that is not `multi=True`."""
    single = [item.name for item in found if not item.multi]
    name = display(dependency.token)
    error = ProtocolAmbiguityError(
        f"`{name}` collects multi providers, but {listed(single)} is not `multi=True`",
        detail={"token": name, "element": display(element), "count": len(found)},
    )
    return explain(
        error,
        where=consumer.target if consumer else None,
        subject=consumer.label(dependency) if consumer else None,
        facts=_places(found),
        hints=[f"declare {listed(single)} with `multi=True`, or ask for `{display(element)}`"],
    )


def ambiguous_binding(token: object, found: Sequence[Provider]) -> ProtocolAmbiguityError:
    """Return the error for a token bound several times where not everyone shares it."""
    name = display(token)
    error = ProtocolAmbiguityError(
        f"`{name}` has {len(found)} providers and not all of them are `multi=True`",
        detail={"token": name, "count": len(found)},
    )
    hints = [f"make all of them `multi=True` and ask for `list[{name}]`, or keep one"]
    return explain(error, facts=_places(found), hints=hints)


def _places(found: Iterable[Provider]) -> list[str]:
    return [f"provided by {_place(item)}" for item in found]


def _place(provider: Provider) -> str:
    span = source_of(provider.target)
    owner = f" in `{provider.owning_module.__name__}`" if provider.owning_module else ""
    return f"`{display(provider.target or provider.cls)}`{owner}" + (f" ({span})" if span else "")


def _cures(
    bindings: Bindings, token: object, module: type | None, hidden: Sequence[Provider]
) -> tuple[list[str], list[str]]:
    if hidden and module is not None:
        return _hidden(bindings, token, module, hidden[0])
    if isinstance(token, Unresolved):
        return (
            [f"the name `{token.name}` could not be resolved where it is written"],
            ["import it outside `if TYPE_CHECKING:`, or register one provider class of that name"],
        )
    subclass = next((item for item in bindings.providers if _is_subclass(item.cls, token)), None)
    if subclass is not None:
        return (
            [f"{_place(subclass)} is a subclass, which does not stand for its base by itself"],
            [f"declare `@injectable(provides=[{display(token)}])` on `{subclass.name}`"],
        )
    close = near_misses(display(token), bindings.names())
    facts = [f"did you mean {' or '.join(f'`{name}`' for name in close)}?"] if close else []
    return facts, [_advice(token, module)]


def _hidden(
    bindings: Bindings, token: object, module: type, provider: Provider
) -> tuple[list[str], list[str]]:
    owner = provider.owning_module
    owner_name = owner.__name__ if owner else "?"
    span = source_of(owner)
    place = f"`{owner_name}`" + (f" ({span})" if span else "")
    if owner is not None and provider.cls in bindings.exported.get(owner, ()):
        return (
            [f"found in {place}, which exports it, but `{module.__name__}` does not import that module"],
            [f"add `imports=[{owner_name}]` to `{module.__name__}`"],
        )
    return (
        [f"found in {place}, which does not export it"],
        [f"add `exports=[{provider.name}]` there, and `imports=[{owner_name}]` to `{module.__name__}`"],
    )


def _is_subclass(cls: object, base: object) -> bool:
    if not (isinstance(cls, type) and isinstance(base, type)) or cls is base or base is object:
        return False
    return base in cls.__mro__


def _advice(token: object, module: type | None) -> str:
    place = f"`providers` of `{module.__name__}`" if module else "the container"
    if isinstance(token, type) and token.__module__ == "builtins":
        return (
            f"plain `{token.__name__}` values are asked for by token: "
            f"`Annotated[{token.__name__}, Inject(token)]` with `use_value(provide=token, ...)`"
        )
    if isinstance(token, type) and injectable_meta(token) is None:
        return f"decorate `{display(token)}` with `@injectable()` and add it to {place}"
    return f"add a provider of `{display(token)}` to {place}"
