from typing import Annotated, Any, ClassVar, TypeAlias, TypeVar

_T = TypeVar("_T")

class ExtractionMarker:
    source: ClassVar[str]
    reads_body: ClassVar[bool]
    def __class_getitem__(cls, parameters: Any) -> Any: ...

Path: TypeAlias = Annotated[_T, "path"]
Query: TypeAlias = Annotated[_T, "query"]
Header: TypeAlias = Annotated[_T, "header"]
Cookie: TypeAlias = Annotated[_T, "cookie"]
Json: TypeAlias = Annotated[_T, "json"]
State: TypeAlias = Annotated[_T, "state"]
Bytes = bytes
