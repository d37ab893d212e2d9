"""Turns annotations, quoted or not, into objects.

Rule: one name that cannot be found spoils only the place where it stands.
"""

import builtins
import functools
import operator
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, ForwardRef, Literal, Union, final, get_args, get_origin

from lauren_core.hints.frames import CallerNames
from lauren_core.hints.unresolved import Unresolved
from lauren_core.metadata import underlying

if sys.version_info >= (3, 14):
    import annotationlib

_MAX_DEPTH = 16


def hints_of(obj: object, *, localns: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return the annotations written on exactly `obj`, each resolved on its own.

    Args:
        obj: a class (its own body only), a function or a descriptor over one.
        localns: names beyond globals and closure; the calling frames when omitted.

    A name that cannot be found appears as `Unresolved(name)` where it stood.
    """
    target = underlying(obj)
    namespace = namespace_of(target, localns=localns)
    return {name: resolve_annotation(value, namespace) for name, value in raw_annotations(target).items()}


def resolve_annotation(annotation: object, namespace: "Namespace", depth: int = 0) -> object:
    """Return `annotation` with every quoted part replaced by what it names."""
    if depth > _MAX_DEPTH:
        return Unresolved(str(annotation))
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return resolve_annotation(_evaluate(annotation, namespace), namespace, depth + 1)
    return _resolve_parts(annotation, namespace, depth)


def namespace_of(obj: object, *, localns: Mapping[str, object] | None = None) -> "Namespace":
    """Return the names that an annotation on `obj` may use."""
    return Namespace((obj,), CallerNames() if localns is None else localns)


def raw_annotations(obj: object) -> dict[str, object]:
    """Return the object's own annotations without evaluating strings."""
    if sys.version_info >= (3, 14):
        try:
            return dict(annotationlib.get_annotations(obj, format=annotationlib.Format.FORWARDREF))
        except TypeError:
            return {}
    found = (
        obj.__dict__.get("__annotations__")  # noqa: RUF063 - inspect.get_annotations refuses odd objects
        if isinstance(obj, type)
        else getattr(obj, "__annotations__", None)
    )
    return dict(found) if isinstance(found, dict) else {}


@final
class Namespace(Mapping[str, object]):
    """Where a name is looked up, in order: the definer's frame, closure, globals, other frames, builtins.

    Args:
        owners: the annotated object and, for a method, the classes it belongs to.
        localns: further names, usually of the calling frames.
    """

    __slots__ = ("localns", "owners")

    def __init__(self, owners: tuple[object, ...], localns: Mapping[str, object]) -> None:
        self.owners = owners
        self.localns = localns

    def __getitem__(self, name: str) -> object:
        for source in self._sources():
            if name in source:
                return source[name]
        found = self._from_definer(name)
        if found is not _ABSENT:
            return found
        for owner in self.owners:
            names = _globals_of(owner)
            if name in names:
                return names[name]
        return self._from_outside(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.localns)

    def __len__(self) -> int:
        return len(self.localns)

    def _sources(self) -> Iterator[Mapping[str, object]]:
        for owner in self.owners:
            yield _type_parameters(owner)
            yield _closure_of(owner)
            if isinstance(owner, type):
                yield {owner.__name__: owner, **_types_in(owner)}

    def _from_definer(self, name: str) -> object:
        if isinstance(self.localns, CallerNames):
            for owner in self.owners:
                try:
                    return self.localns.of_definer(owner, name)
                except KeyError:
                    continue
        return _ABSENT

    def _from_outside(self, name: str) -> object:
        try:
            return self.localns[name]
        except KeyError:
            return getattr(builtins, name, Unresolved(name))


_ABSENT = object()


def _evaluate(text: str, namespace: Namespace) -> object:
    try:
        return eval(text.strip(), {"__builtins__": {}}, namespace)  # noqa: S307 - the source is the application
    except Exception:
        return Unresolved(text)


def _closure_of(obj: object) -> dict[str, object]:
    code, cells = getattr(obj, "__code__", None), getattr(obj, "__closure__", None)
    if code is None or not cells:
        return {}
    found = {}
    for name, cell in zip(code.co_freevars, cells, strict=False):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # still empty: the name is assigned later
            continue
    return found


def _globals_of(obj: object) -> Mapping[str, object]:
    names = getattr(obj, "__globals__", None)
    if isinstance(names, dict):
        return names
    module = sys.modules.get(str(getattr(obj, "__module__", "")))
    return vars(module) if module is not None else {}


def _type_parameters(obj: object) -> dict[str, object]:
    return {parameter.__name__: parameter for parameter in getattr(obj, "__type_params__", ())}


def _types_in(cls: type) -> dict[str, object]:
    return {name: value for name, value in vars(cls).items() if isinstance(value, type)}


def _resolve_parts(annotation: object, namespace: Namespace, depth: int) -> object:
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return annotation
    if isinstance(annotation, type(Annotated[int, 0])):
        base, *metadata = get_args(annotation)
        return Annotated[(resolve_annotation(base, namespace, depth + 1), *metadata)]
    arguments = get_args(annotation)
    resolved = tuple(_resolve_argument(item, namespace, depth) for item in arguments)
    if all(new is old for new, old in zip(resolved, arguments, strict=True)):
        return annotation
    return _rebuild(annotation, origin, resolved)


def _resolve_argument(item: object, namespace: Namespace, depth: int) -> object:
    return item if isinstance(item, list) else resolve_annotation(item, namespace, depth + 1)


def _rebuild(annotation: object, origin: object, arguments: tuple[object, ...]) -> object:
    if origin is types.UnionType:
        return functools.reduce(operator.or_, arguments)
    if origin is Union:
        return Union[arguments]  # noqa: UP007 - built at run time
    if isinstance(annotation, types.GenericAlias):
        return types.GenericAlias(origin, arguments)  # type: ignore[arg-type] # the origin of a GenericAlias is a class
    copy_with = getattr(annotation, "copy_with", None)
    if copy_with is not None and origin is not typing.get_origin(typing.Callable[[], None]):
        return copy_with(arguments)
    return annotation
