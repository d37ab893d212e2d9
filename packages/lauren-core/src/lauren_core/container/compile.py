"""Compiles providers into builders: small generated functions that only call, cache and return.

Rule: a builder inspects nothing; singletons are read from cells, request instances from the scope's cache.
"""

import inspect
import types
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass

from lauren_core.container.bindings import Hook, Provider
from lauren_core.container.closing import close_generator, close_result, closer_of
from lauren_core.container.edges import Edge, Graph
from lauren_core.container.generators import afirst, first
from lauren_core.container.source import Source
from lauren_core.errors import StartupError
from lauren_core.hints import hints_of
from lauren_core.scopes import Scope
from lauren_core.tokens import display

Builder = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A provider's builder and what is known about its subtree."""

    build: Builder
    is_async: bool
    needs_closing: bool = False
    needs_values: frozenset[type] = frozenset()


class Compiler:
    """Compiles providers on demand and remembers the result."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._compiled: dict[Provider, Compiled] = {}

    def forget(self) -> None:
        """Drop every builder: the bindings changed."""
        self._compiled.clear()

    def provider(self, provider: Provider) -> Compiled:
        """Return the builder of a provider; a SINGLETON's builder constructs and is run once, at app start."""
        found = self._compiled.get(provider)
        if found is None:
            found = self._compiled[provider] = self._compile(provider)
        return found

    def edge(self, edge: Edge) -> Compiled:
        """Return a function `(scope) -> value` for what stands behind an edge."""
        source = Source()
        source.add(f"return {self._expression(source, edge)}")
        return Compiled(source.function("resolve"), source.is_async, *self._subtree((edge,)))

    def _compile(self, provider: Provider) -> Compiled:
        edges = self.graph.edges(provider)
        closing, values = self._subtree(edges)
        source = Source()
        if provider.scope is Scope.REQUEST:
            source.add("cache = scope.cache")
            source.add(
                f"if {source.bind('key', provider)} in cache: return cache[{source.bind('key', provider)}]"
            )
        self._construct(source, provider, edges)
        if provider.scope is not Scope.SINGLETON:
            self._run_hooks(source, provider.post_construct_hooks)
        if provider.scope is Scope.REQUEST:
            closing |= _remember_closing(source, provider)
        build = _finish(source, provider)
        return Compiled(build, source.is_async, closing, values)

    def _construct(self, source: Source, provider: Provider, edges: tuple[Edge, ...]) -> None:
        arguments = [edge for edge in edges if edge.dependency.site != "field"]
        fields = [edge for edge in edges if edge.dependency.site == "field" and not edge.is_absent]
        if provider.is_generator_provider or not isinstance(provider.target, type):
            _call_function(source, provider, self._arguments(source, arguments))
            return
        late = [edge for edge in arguments if edge.dependency.sets_attribute and not edge.is_absent]
        names = {edge.dependency.name: self._local(source, edge) for edge in (*fields, *late)}
        call = self._arguments(source, arguments, names)
        _call_class(
            source,
            provider.target,
            call,
            {edge.dependency.name: names[edge.dependency.name] for edge in fields},
        )
        for edge in late:
            _set_if_absent(source, edge.dependency.name, names[edge.dependency.name])

    def _local(self, source: Source, edge: Edge) -> str:
        name = f"v{len(source.lines)}"
        source.add(f"{name} = {self._expression(source, edge)}")
        return name

    def _arguments(self, source: Source, edges: list[Edge], ready: dict[str, str] | None = None) -> str:
        parts, contiguous = [], True
        for edge in edges:
            item = edge.dependency
            if edge.is_absent and item.absent == "omit" and not item.positional:
                contiguous = False
                continue
            value = (ready or {}).get(item.name) or self._expression(source, edge)
            by_position = item.positional or (contiguous and not item.keyword and not _gaps(edges, edge))
            parts.append(value if by_position else f"{item.name}={value}")
        return ", ".join(parts)

    def _expression(self, source: Source, edge: Edge) -> str:
        if edge.value_type is not None:
            return f"scope.value({source.bind('type', edge.value_type)})"
        if edge.is_list:
            return f"[{', '.join(self._target(source, item) for item in edge.targets)}]"
        if edge.is_absent:
            missing = edge.dependency.default if edge.dependency.absent == "omit" else None
            return source.bind("default", missing)
        return self._target(source, edge.targets[0])

    def _target(self, source: Source, provider: Provider) -> str:
        if provider.provider_kind == "existing":
            return self._expression(source, self.graph.edges(provider)[0])
        if provider.scope is Scope.SINGLETON:
            return f"{source.bind('cell', provider.cell)}.value"
        compiled = self.provider(provider)
        call = f"{source.bind('build', compiled.build)}(scope)"
        return source.await_(call) if compiled.is_async else call

    def _run_hooks(self, source: Source, hooks: tuple[Hook, ...]) -> None:
        for hook in hooks:
            call = f"getattr(obj, {source.bind('hook', hook.name)})()"
            source.add(source.await_(call) if hook.is_async else call)

    def _subtree(self, edges: tuple[Edge, ...]) -> tuple[bool, frozenset[type]]:
        closing, values = False, frozenset[type]()
        for edge in edges:
            if edge.value_type is not None:
                values |= {edge.value_type}
            for target in edge.targets:
                below = self._below(target)
                closing, values = closing or below[0], values | below[1]
        return closing, values

    def _below(self, provider: Provider) -> tuple[bool, frozenset[type]]:
        if provider.provider_kind == "existing":
            return self._subtree(self.graph.edges(provider))
        if provider.scope is Scope.SINGLETON:
            return False, frozenset()
        compiled = self.provider(provider)
        return compiled.needs_closing, compiled.needs_values


def _gaps(edges: list[Edge], edge: Edge) -> bool:
    """Whether a parameter before `edge` takes no part, so that positions no longer match."""
    before = edges[: edges.index(edge)]
    return any(item.is_absent and item.dependency.absent == "omit" for item in before)


def _call_function(source: Source, provider: Provider, arguments: str) -> None:
    function = provider.target
    name = source.bind("function", function)
    call = f"{name}({arguments})"
    bare = inspect.unwrap(function) if callable(function) else function
    if provider.is_generator_provider:
        _call_generator(source, call, name, is_async=inspect.isasyncgenfunction(bare))
    elif inspect.iscoroutinefunction(bare):
        source.add(f"obj = {source.await_(call)}")
    else:
        source.add(f"obj = {call}")
        _await_coroutine(source, function, name)


def _call_generator(source: Source, call: str, name: str, *, is_async: bool) -> None:
    step = source.bind("first", afirst if is_async else first)
    source.add(f"generator = {call}")
    started = f"{step}(generator, {name})"
    source.add(f"obj = {source.await_(started) if is_async else started}")


def _await_coroutine(source: Source, function: object, name: str) -> None:
    coroutine = source.bind("coroutine", types.CoroutineType)
    if _returns_plainly(function):
        reject = source.bind("reject", _reject_coroutine)
        source.add(f"if type(obj) is {coroutine}: {reject}(obj, {name})")
    else:
        source.add(f"if type(obj) is {coroutine}: obj = {source.await_('obj')}")


def _returns_plainly(function: object) -> bool:
    """Whether a function says that it returns an instance of a class that cannot be awaited."""
    if isinstance(function, type):
        return True
    annotation = hints_of(function).get("return")
    return isinstance(annotation, type) and annotation is not object and not issubclass(annotation, Awaitable)


def _reject_coroutine(coroutine: Coroutine[object, object, object], function: object) -> None:
    coroutine.close()
    name = display(function)
    raise StartupError(
        f"the provider `{name}` returned a coroutine although its annotation says otherwise",
        detail={"provider": name},
    )


def _call_class(source: Source, cls: type, arguments: str, fields: dict[str, str]) -> None:
    name = source.bind("cls", cls)
    if not fields or not _constructs_ordinarily(cls):
        source.add(f"obj = {name}({arguments})")
        for field, value in fields.items():
            source.add(
                f"{source.bind('set', object.__setattr__)}(obj, {source.bind('field', field)}, {value})"
            )
        return
    new: object = cls.__new__
    inner = f", {arguments}" if arguments and new is not object.__new__ else ""
    source.add(f"obj = {name}.__new__({name}{inner})")
    source.add(f"if isinstance(obj, {name}):")
    for field, value in fields.items():
        source.add(
            f"{source.bind('set', object.__setattr__)}(obj, {source.bind('field', field)}, {value})", 2
        )
    source.add(f"type(obj).__init__(obj{', ' + arguments if arguments else ''})", 2)


def _constructs_ordinarily(cls: type) -> bool:
    published = any("__signature__" in vars(base) for base in cls.__mro__)
    return type(cls).__call__ is type.__call__ and not published


def _set_if_absent(source: Source, field: str, value: str) -> None:
    name = source.bind("field", field)
    source.add(f"if not hasattr(obj, {name}): {source.bind('set', object.__setattr__)}(obj, {name}, {value})")


def _remember_closing(source: Source, provider: Provider) -> bool:
    if provider.is_generator_provider:
        source.add(f"scope.on_close({source.bind('close', close_generator)}, generator)")
        return True
    if not isinstance(provider.target, type) or provider.provider_kind == "factory":
        close = source.bind("close", close_result)
        source.add(f"if hasattr(obj, 'aclose'): scope.on_close({close}, obj)")
        return True
    if provider.pre_destruct_hooks or hasattr(provider.target, "aclose"):
        source.add(f"scope.on_close({source.bind('close', closer_of(provider.pre_destruct_hooks))}, obj)")
        return True
    return False


def _finish(source: Source, provider: Provider) -> Builder:
    if provider.scope is Scope.SINGLETON:
        if provider.is_generator_provider:
            source.add(f"{source.bind('cell', provider.cell)}.generator = generator")
        source.add("return obj")
        return source.function("construct")
    if provider.scope is Scope.REQUEST:
        return _finish_request(source, provider)
    source.add("return obj")
    return source.function("build")


def _finish_request(source: Source, provider: Provider) -> Builder:
    if not source.is_async:
        source.add(f"cache[{source.bind('key', provider)}] = obj")
        source.add("return obj")
        return source.function("build")
    source.add("return obj")
    construct = source.function("construct")
    outer = Source()
    outer.is_async = True
    key, make = outer.bind("key", provider), outer.bind("construct", construct)
    outer.add("cache = scope.cache")
    outer.add(f"if {key} in cache: return cache[{key}]")
    outer.add(f"return await scope.once({key}, {make})")
    return outer.function("build")
