"""Router, extractors, the compiled request path and the ASGI application of the lauren web framework."""
