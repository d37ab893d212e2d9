"""Console and JSON loggers for the lauren web framework."""
