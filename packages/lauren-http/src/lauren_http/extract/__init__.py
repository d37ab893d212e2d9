"""Extraction: from annotations to compiled steps (the contract's `lauren.extractors`)."""

from lauren_core import Depends
from lauren_http.extract.fields import CookieField, FieldDescriptor, HeaderField, PathField, QueryField
from lauren_http.extract.hint import parse_extractor_hint
from lauren_http.extract.markers import Bytes, Cookie, ExtractionMarker, Header, Json, Path, Query, State
from lauren_http.extract.plan import ParamPlan, plan_parameters

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
    "ParamPlan",
    "Path",
    "PathField",
    "Query",
    "QueryField",
    "State",
    "parse_extractor_hint",
    "plan_parameters",
]
