"""The markers that say where a handler parameter comes from: `Path[int]`, `Query[str]`, `Json[Model]`, …

Rule: a marker carries no behaviour; `SOURCES` (extract/sources) maps its `source` name to one.
`markers.pyi` beside this file tells type checkers that `Path[int]` *is* an `int`.
"""

from typing import Annotated, ClassVar

__all__ = ["Bytes", "Cookie", "ExtractionMarker", "Header", "Json", "Path", "Query", "State"]


class ExtractionMarker:
    """A place in the request. Write `Marker[T]`, `Annotated[T, Marker]` or the bare class (contract H-101).

    A subclass with a `source` of its own and an `extract(self, context, extraction)` method is a custom
    extractor (contract H-136).
    """

    source: ClassVar[str] = ""
    reads_body: ClassVar[bool] = False

    def __class_getitem__(cls, parameters: object) -> object:
        """`Marker[T, *metadata]` → `Annotated[T, Marker, *metadata]`."""
        inner, *metadata = parameters if isinstance(parameters, tuple) else (parameters,)
        return Annotated[(inner, cls, *metadata)]  # type: ignore[return-value]  # a typing form, not a class


class Path(ExtractionMarker):
    """A variable of the route's template, percent-decoded (contract H-107)."""

    source = "path"


class Query(ExtractionMarker):
    """A value, every value, or a whole model of the query string (contract H-108)."""

    source = "query"


class Header(ExtractionMarker):
    """A request header; the parameter's `_` is `-` on the wire (contract H-109)."""

    source = "header"


class Cookie(ExtractionMarker):
    """A request cookie (contract H-110)."""

    source = "cookie"


class Json(ExtractionMarker):
    """The request body as JSON, validated against the type (contract H-119)."""

    source = "json"
    reads_body = True


class Bytes(ExtractionMarker):
    """The whole request body, `b""` when there is none (contract H-113)."""

    source = "bytes"
    reads_body = True


class State(ExtractionMarker):
    """A value of `request.state`, else of the application's state (contract H-111)."""

    source = "state"
