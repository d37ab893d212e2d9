"""Reading one annotation."""

from typing import Annotated, Any, Optional

import pytest

from lauren_core import Depends, Inject, UnresolvableParameterError
from lauren_http import Bytes, Json, Path, Query, QueryField
from lauren_http.extract.hint import read_hint
from lauren_http.extractors import parse_extractor_hint

rule = pytest.mark.rule
MARKER: Any = Path  # the forms below are values, not types
QUERY: Any = Query
JSON: Any = Json
FIELD = QueryField(ge=1)


@rule("H-101", "H-103")
@pytest.mark.parametrize(
    ("annotation", "source", "inner", "optional"),
    [
        (MARKER[int], "path", int, False),
        (Annotated[int, MARKER], "path", int, False),
        (Annotated[int, MARKER()], "path", int, False),
        (Annotated[MARKER[int], "other"], "path", int, False),
        (Bytes, "bytes", object, False),
        (QUERY[int] | None, "query", int, True),
        (QUERY[int | None], "query", int, True),
        (Optional[int], None, int, True),  # noqa: UP045  # the old spelling is accepted
        (int, None, int, False),
        (Annotated[int, "whatever"], None, int, False),
        (JSON[Any], "json", object, False),
    ],
)
def test_each_form(annotation: object, source: str | None, inner: object, optional: bool) -> None:
    hint = read_hint(annotation)
    assert (hint.source, hint.inner_type, hint.optional) == (source, inner, optional)


@rule("C-65", "C-68")
def test_injection_forms_give_their_token() -> None:
    assert read_hint(Annotated[str, Inject("URL")]).inner_type == "URL"
    assert (read_hint(Depends[int]).source, read_hint(Depends[int]).inner_type) == ("depends", int)


@rule("H-100")
def test_the_public_form_is_a_tuple() -> None:
    assert parse_extractor_hint(Annotated[int, Query, FIELD]) == ("query", int, False, Query, FIELD, ())
    assert parse_extractor_hint(Json[dict])[2] is True  # type: ignore[type-arg]  # the bare form is accepted


@rule("H-101")
def test_two_field_descriptors_are_refused() -> None:
    with pytest.raises(UnresolvableParameterError, match="multiple FieldDescriptor"):
        parse_extractor_hint(QUERY[int, FIELD, FIELD])
