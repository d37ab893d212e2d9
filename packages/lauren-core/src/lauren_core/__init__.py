"""Modules, dependency injection, lifecycle and errors that teach: the heart of the lauren web framework."""
