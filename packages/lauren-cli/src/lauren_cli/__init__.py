"""The `lauren` command: run and develop lauren applications."""
