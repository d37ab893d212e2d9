"""Startup: from declarations to the compiled application."""

from lauren_http.startup.build import Build
from lauren_http.startup.extension import Extension
from lauren_http.startup.factory import LaurenFactory
from lauren_http.startup.options import AppKeywords, AppOptions

__all__ = ["AppKeywords", "AppOptions", "Build", "Extension", "LaurenFactory"]
