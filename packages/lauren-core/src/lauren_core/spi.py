"""What sibling packages and extension authors build on. Rule: applications never need it."""

from lauren_core.container import Dependency, Hook, Resolver
from lauren_core.diagnostics import SourceSpan, explain, source_of
from lauren_core.errors import ModuleReferenceError
from lauren_core.hints import Unresolved, caller_locals, hints_of
from lauren_core.log import SafeLogger
from lauren_core.metadata import (
    ROUTABLE_META,
    RoutableMeta,
    attach,
    extend,
    inherits,
    mark_injectable,
    own,
    reject_bare,
    reject_positional,
    underlying,
)
from lauren_core.render import near_misses
from lauren_core.signatures import MISSING, Missing, Parameter, signature_of
from lauren_core.single_flight import single_flight
from lauren_core.tokens import DependsMarker, display, list_element, split_optional, unwrap_inject

__all__ = [
    "MISSING",
    "ROUTABLE_META",
    "Dependency",
    "DependsMarker",
    "Hook",
    "Missing",
    "ModuleReferenceError",
    "Parameter",
    "Resolver",
    "RoutableMeta",
    "SafeLogger",
    "SourceSpan",
    "Unresolved",
    "attach",
    "caller_locals",
    "display",
    "explain",
    "extend",
    "hints_of",
    "inherits",
    "list_element",
    "mark_injectable",
    "near_misses",
    "own",
    "reject_bare",
    "reject_positional",
    "signature_of",
    "single_flight",
    "source_of",
    "split_optional",
    "underlying",
    "unwrap_inject",
]
