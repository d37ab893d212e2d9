"""The page of the board."""

from showcase.pages.module import PagesModule

__all__ = ["PagesModule"]
