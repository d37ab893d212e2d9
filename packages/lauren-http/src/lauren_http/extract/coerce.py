"""Scalar coercion under the name extraction knows it by.

Rule: the code is in `lauren_http.scalars`, below the models, which read text as well.
"""

from lauren_http.scalars import (
    CoerceError,
    Coercer,
    collection_of,
    optional_of,
    scalar_coercer,
    type_name,
    unwrapped,
)

__all__ = [
    "CoerceError",
    "Coercer",
    "collection_of",
    "optional_of",
    "scalar_coercer",
    "type_name",
    "unwrapped",
]
