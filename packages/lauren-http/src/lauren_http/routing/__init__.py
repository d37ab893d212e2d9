"""Path templates, the matching tree and the router."""

from lauren_http.routing.path import Segment, join_paths, parse_template, template_of
from lauren_http.routing.router import RouteEntry, Router
from lauren_http.routing.tree import PathTree, RouteTable

__all__ = [
    "PathTree",
    "RouteEntry",
    "RouteTable",
    "Router",
    "Segment",
    "join_paths",
    "parse_template",
    "template_of",
]
