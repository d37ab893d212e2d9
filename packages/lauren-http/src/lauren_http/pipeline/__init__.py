"""The stages around a handler: guards, interceptors, middlewares, exception handlers."""
