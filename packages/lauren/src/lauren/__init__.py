"""A web framework that fails at startup, never in production: modules and dependency injection, typed extractors, WebSockets, OpenAPI."""
