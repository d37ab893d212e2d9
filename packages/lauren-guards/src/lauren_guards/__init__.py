"""Authentication and authorization guards for the lauren web framework."""
