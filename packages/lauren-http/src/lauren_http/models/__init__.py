"""Validation of structured and plain types, and the adapters of the model libraries."""

from lauren_http.models.adapter import ModelAdapter, ModelField, Validator
from lauren_http.models.error import FieldFault, ModelError
from lauren_http.models.validate import find_adapter, is_model, validator_for

__all__ = [
    "FieldFault",
    "ModelAdapter",
    "ModelError",
    "ModelField",
    "Validator",
    "find_adapter",
    "is_model",
    "validator_for",
]
