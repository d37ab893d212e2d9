"""Judges the whole graph at startup: ambiguity, missing providers, cycles, scopes.

Rule: the first error of a phase is raised, the others ride along as notes on it.
"""

from collections.abc import Iterable, Iterator, Sequence

from lauren_core.container.bindings import Provider
from lauren_core.container.edges import Edge, Graph
from lauren_core.container.lookup import Bindings
from lauren_core.container.pages import ambiguous_binding
from lauren_core.diagnostics import explain
from lauren_core.errors import CircularDependencyError, DIScopeViolationError, StartupError
from lauren_core.render import draw_cycle
from lauren_core.tokens import display


def validate(graph: Graph) -> None:
    """Check everything that can be wrong with the bindings of a container.

    Raises:
        ProtocolAmbiguityError: a token has several providers that do not share it.
        MissingProviderError: a dependency has no visible provider.
        CircularDependencyError: providers need each other.
        DIScopeViolationError: a consumer outlives a dependency.
    """
    _raise_first(_ambiguities(graph.bindings))
    _raise_first(_broken_edges(graph))
    ordered(graph, graph.bindings.providers)
    _raise_first(_scope_violations(graph))


def ordered(graph: Graph, roots: Iterable[Provider]) -> list[Provider]:
    """Return `roots` and all they need, dependencies first, otherwise in the given order.

    Raises:
        CircularDependencyError: there is no such order.
    """
    done: dict[Provider, None] = {}
    for root in roots:
        _visit(graph, root, [], done)
    return list(done)


def scope_violation(graph: Graph, provider: Provider, edge: Edge) -> DIScopeViolationError | None:
    """Return the error of an edge whose consumer lives longer than what it needs."""
    consumer, dependency = graph.effective_scope(provider), graph.edge_scope(edge)
    if provider.provider_kind == "existing" or consumer <= dependency:
        return None
    name = display(edge.dependency.token)
    error = DIScopeViolationError(
        f"{consumer} `{provider.name}` cannot depend on {dependency} `{name}`",
        detail={
            "dependent": provider.name,
            "dependent_scope": consumer.label,
            "dependency_scope": dependency.label,
            "dependency": name,
        },
    )
    cure = f"give `{provider.name}` the scope `{dependency.name}`"
    if edge.value_type is None:
        cure += f", or make `{name}` a `{consumer.name}`"
    return explain(error, where=provider.target, subject=provider.label(edge.dependency), hints=[cure])


def _visit(graph: Graph, provider: Provider, path: list[Provider], done: dict[Provider, None]) -> None:
    if provider in done:
        return
    if provider in path:
        raise _cycle(graph, path[path.index(provider) :])
    path.append(provider)
    for edge in graph.edges(provider):
        for target in edge.targets:
            _visit(graph, target, path, done)
    path.pop()
    done[provider] = None


def _cycle(graph: Graph, members: Sequence[Provider]) -> CircularDependencyError:
    names = [item.name for item in (*members, members[0])]
    error = CircularDependencyError(
        f"providers need each other: {draw_cycle(names)}", detail={"cycle": names}
    )
    for position, member in enumerate(members):
        following = members[(position + 1) % len(members)]
        edge = next(item for item in graph.edges(member) if following in item.targets)
        explain(error, where=member.target, subject=member.label(edge.dependency))
    return explain(error, hints=["move what both need into a third provider, and let both depend on that"])


def _ambiguities(bindings: Bindings) -> Iterator[StartupError]:
    modules: list[type | None] = [*bindings.visible] or [None]
    for token in bindings.tokens():
        bound = bindings.bound(token)
        if len(bound) > 1 and not all(item.multi for item in bound):
            for module in modules:
                together = [item for item in bound if bindings.sees(module, item)]
                if len(together) > 1 and not all(item.multi for item in together):
                    yield ambiguous_binding(token, together)
                    break


def _broken_edges(graph: Graph) -> Iterator[StartupError]:
    broken: list[tuple[Provider, StartupError]] = []
    for provider in graph.bindings.providers:
        try:
            graph.edges(provider)
        except StartupError as failure:
            broken.append((provider, failure))
    failed = {provider for provider, _ in broken}
    for provider, error in broken:
        path = _path_to(graph, provider, failed)
        wanted = error.detail.get("token", "")
        yield explain(error, path=[*path, f"{wanted}  ???"])


def _path_to(graph: Graph, provider: Provider, failed: set[Provider]) -> list[str]:
    """Return the names of a chain of consumers that leads to `provider`, outermost first."""
    chain, seen = [provider], {provider}
    while True:
        above = next(
            (
                item
                for item in graph.bindings.providers
                if item not in failed
                and item not in seen
                and any(chain[0] in edge.targets for edge in graph.edges(item))
            ),
            None,
        )
        if above is None:
            return [display(item.target or item.cls) for item in chain]
        chain.insert(0, above)
        seen.add(above)


def _scope_violations(graph: Graph) -> Iterator[StartupError]:
    for provider in graph.bindings.providers:
        for edge in graph.edges(provider):
            violation = scope_violation(graph, provider, edge)
            if violation is not None:
                yield violation


def _raise_first(errors: Iterable[StartupError]) -> None:
    found = list(errors)
    if not found:
        return
    for other in found[1:]:
        found[0].add_note(f"   = also: {other}")
    raise found[0]
