"""Parameters of callables with their annotations resolved."""

from lauren_core.signatures.parameters import MISSING, Missing, Parameter, accepts_positional, signature_of

__all__ = ["MISSING", "Missing", "Parameter", "accepts_positional", "signature_of"]
