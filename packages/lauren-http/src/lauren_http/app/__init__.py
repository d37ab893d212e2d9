"""The ASGI application."""

from lauren_http.app.app import LaurenApp
from lauren_http.app.route import RoutePlan

__all__ = ["LaurenApp", "RoutePlan"]
