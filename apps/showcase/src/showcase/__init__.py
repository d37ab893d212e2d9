"""A live task board, built on lauren's public API only."""
