"""JSON by pydantic's own serializer for models, by the standard library for everything else.

Rule: pydantic is loaded when the encoder is made, never when its name is imported.
"""

import importlib
from typing import Any, cast, final

from lauren_http.encoders.plain import Default
from lauren_http.encoders.stdlib import StdlibJSONEncoder

__all__ = ["PydanticEncoder"]


@final
class PydanticEncoder:
    """JSON by pydantic for a model or a non-empty list of models.

    Args:
        default: called with objects of undocumented types; returns something encodable or raises `TypeError`.

    Raises:
        RuntimeError: pydantic is not installed.
    """

    name = "pydantic"

    def __init__(self, default: Default | None = None) -> None:
        try:
            pydantic = importlib.import_module("pydantic")
            core = importlib.import_module("pydantic_core")
        except ImportError:
            raise RuntimeError("PydanticEncoder needs pydantic: pip install pydantic") from None
        self._model: type = pydantic.BaseModel
        self._to_json: Any = core.to_json
        self._stdlib = StdlibJSONEncoder(default)

    def encode(self, value: object) -> bytes:
        """JSON of models indented by two spaces, of everything else with a space after `,` and `:`."""
        return self._of_models(value, indent=2) if self._holds_models(value) else self._stdlib.encode(value)

    def encode_compact(self, value: object) -> bytes:
        """JSON without white space."""
        if self._holds_models(value):
            return self._of_models(value, indent=None)
        return self._stdlib.encode_compact(value)

    def _holds_models(self, value: object) -> bool:
        if isinstance(value, list):
            return bool(value) and all(isinstance(item, self._model) for item in value)
        return isinstance(value, self._model)

    def _of_models(self, value: Any, *, indent: int | None) -> bytes:
        if not isinstance(value, list):
            return cast(bytes, value.__pydantic_serializer__.to_json(value, indent=indent))
        items = [item.model_dump(mode="json") for item in value]
        return cast(bytes, self._to_json(items, indent=indent, inf_nan_mode="null"))
