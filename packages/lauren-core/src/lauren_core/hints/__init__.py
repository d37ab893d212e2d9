"""Annotations at run time: read one by one, whatever form they were written in."""

from lauren_core.hints.frames import CallerNames, caller_locals
from lauren_core.hints.resolve import Namespace, hints_of, namespace_of, resolve_annotation
from lauren_core.hints.unresolved import Unresolved

__all__ = [
    "CallerNames",
    "Namespace",
    "Unresolved",
    "caller_locals",
    "hints_of",
    "namespace_of",
    "resolve_annotation",
]
