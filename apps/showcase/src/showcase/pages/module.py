"""The pages module: one controller, one HTML file beside it."""

from lauren import module
from showcase.pages.controller import PagesController


@module(controllers=[PagesController])
class PagesModule:
    """Serves `/`."""
