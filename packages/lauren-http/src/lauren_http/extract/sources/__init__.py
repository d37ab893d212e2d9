"""The table of sources: a marker's `source` name → the class that compiles it. A new place is a new row."""

from typing import Final

from lauren_http.extract.source import Source
from lauren_http.extract.sources.body import BytesSource
from lauren_http.extract.sources.cookie import CookieSource
from lauren_http.extract.sources.depends import DependsSource
from lauren_http.extract.sources.header import HeaderSource
from lauren_http.extract.sources.json import JsonSource
from lauren_http.extract.sources.live import ContextSource, RequestSource
from lauren_http.extract.sources.path import PathSource
from lauren_http.extract.sources.query import QuerySource
from lauren_http.extract.sources.state import StateSource

__all__ = ["SOURCES"]

_ALL: tuple[Source, ...] = (
    PathSource(),
    QuerySource(),
    HeaderSource(),
    CookieSource(),
    JsonSource(),
    BytesSource(),
    StateSource(),
    DependsSource(),
    RequestSource(),
    ContextSource(),
)
SOURCES: Final[dict[str, Source]] = {source.name: source for source in _ALL}
