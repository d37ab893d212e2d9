"""Markers, field descriptors and hint parsing (the contract's `lauren.extractors`)."""

from lauren_http.extract import (
    Bytes,
    Cookie,
    CookieField,
    Depends,
    ExtractionMarker,
    FieldDescriptor,
    Header,
    HeaderField,
    Json,
    Path,
    PathField,
    Query,
    QueryField,
    State,
    parse_extractor_hint,
)

__all__ = [
    "Bytes",
    "Cookie",
    "CookieField",
    "Depends",
    "ExtractionMarker",
    "FieldDescriptor",
    "Header",
    "HeaderField",
    "Json",
    "Path",
    "PathField",
    "Query",
    "QueryField",
    "State",
    "parse_extractor_hint",
]
