"""Routes for the person who runs the board, behind a token."""

from showcase.admin.module import AdminModule

__all__ = ["AdminModule"]
