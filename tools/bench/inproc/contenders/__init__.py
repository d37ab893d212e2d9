"""One module per contender: `build()` returns an ASGI application that serves every workload."""
