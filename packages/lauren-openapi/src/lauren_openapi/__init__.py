"""OpenAPI 3.1 documents and documentation pages for the lauren web framework."""
