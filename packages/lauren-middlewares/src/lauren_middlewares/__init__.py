"""Production middlewares for the lauren web framework."""
