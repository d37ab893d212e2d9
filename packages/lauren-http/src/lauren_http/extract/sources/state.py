"""`State`: a value of `request.state`, else of the application's state (contract H-111).

Rule: presence, not truthiness, decides.
"""

from collections.abc import Callable
from typing import ClassVar, final

from lauren_http.errors import StateTypeError
from lauren_http.extract.markers import ExtractionMarker
from lauren_http.extract.refuse import fallback_of
from lauren_http.extract.source import Fetch, ParamSite, ParamSpec, Step
from lauren_http.request import Request

__all__ = ["StateSource"]


@final
class StateSource:
    """Looks the parameter's name up in both bags."""

    name: ClassVar[str] = "state"
    reads_body: ClassVar[bool] = False

    def wire_name(self, spec: ParamSpec) -> str:
        """The alias, or the parameter's name."""
        return spec.wire_name

    def compile(self, spec: ParamSpec, site: ParamSite) -> Step:
        """With a class in the subscript, a value that is present must be an instance of it."""
        key, check = spec.wire_name, _checker(spec)
        absent = fallback_of(spec, key, what="missing state")

        def read(request: Request) -> object:
            for bag in (request.state, request.app_state):
                if bag.has(key):
                    return check(bag.get(key))
            return absent()

        return Step(Fetch("state", read))


def _checker(spec: ParamSpec) -> Callable[[object], object]:
    expected = spec.inner_type
    if not isinstance(expected, type) or expected is object or issubclass(expected, ExtractionMarker):
        return lambda value: value

    def check(value: object) -> object:
        if isinstance(value, expected):
            return value
        raise StateTypeError(
            f"state `{spec.wire_name}` is not a `{expected.__name__}`",
            detail={"key": spec.wire_name, "expected": expected.__name__},
        )

    return check
