"""A live task board: the showcase application of lauren."""
