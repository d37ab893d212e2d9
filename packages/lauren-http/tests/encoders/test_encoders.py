"""Each encoder's own form, and which one is active."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from lauren_http.encoders import (
    REQUEST_ENCODER,
    JSONEncoder,
    MsgspecEncoder,
    OrjsonEncoder,
    PydanticEncoder,
    StdlibJSONEncoder,
    auto_encoder,
    effective_encoder,
    get_active_encoder,
    set_active_encoder,
)

rule = pytest.mark.rule


@pytest.fixture(autouse=True)
def _active_encoder_restored() -> Iterator[None]:
    previous = set_active_encoder(None)
    yield
    set_active_encoder(previous)


@rule("H-85", "H-86")
def test_encoders_have_a_name_and_two_methods() -> None:
    pytest.importorskip("orjson"), pytest.importorskip("msgspec"), pytest.importorskip("pydantic")
    named = {"stdlib": StdlibJSONEncoder, "orjson": OrjsonEncoder, "msgspec": MsgspecEncoder}
    for name, make in {**named, "pydantic": PydanticEncoder}.items():
        encoder = make()
        assert isinstance(encoder, JSONEncoder)
        assert encoder.name == name
    assert not isinstance(object(), JSONEncoder)


@rule("H-86")
def test_the_standard_encoder_writes_utf_8_with_spaces() -> None:
    assert StdlibJSONEncoder().encode({"é": [1, 2]}) == '{"é": [1, 2]}'.encode()
    assert StdlibJSONEncoder().encode_compact({"é": [1, 2]}) == '{"é":[1,2]}'.encode()


@rule("H-86")
def test_the_pydantic_encoder_indents_models() -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("M", a=(int, ...))
    encoder = PydanticEncoder()
    assert encoder.encode(model(a=1)) == b'{\n  "a": 1\n}'
    assert encoder.encode([model(a=1)]) == b'[\n  {\n    "a": 1\n  }\n]'
    assert encoder.encode_compact([model(a=1)]) == b'[{"a":1}]'
    assert encoder.encode([]) == b"[]"
    assert encoder.encode({"a": 1}) == b'{"a": 1}'


@rule("H-86")
@pytest.mark.parametrize(
    ("make", "library"),
    [(OrjsonEncoder, "orjson"), (MsgspecEncoder, "msgspec"), (PydanticEncoder, "pydantic")],
)
def test_a_missing_library_is_named(
    make: type[OrjsonEncoder], library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RuntimeError, match=f"pip install {library}"):
        make()


@rule("H-88")
def test_auto_takes_the_first_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("orjson"), pytest.importorskip("msgspec")
    assert auto_encoder().name == "orjson"
    monkeypatch.setitem(sys.modules, "orjson", None)
    assert auto_encoder().name == "msgspec"
    monkeypatch.setitem(sys.modules, "msgspec", None)
    assert auto_encoder(default=str).encode_compact(1j) == b'"1j"'
    assert auto_encoder().name == "stdlib"


@rule("H-88")
def test_the_active_encoder_can_be_set() -> None:
    mine = StdlibJSONEncoder()
    before = get_active_encoder()
    assert set_active_encoder(mine) is before
    assert get_active_encoder() is effective_encoder() is mine
    assert set_active_encoder(None) is mine
    assert get_active_encoder().name == auto_encoder().name


@rule("H-89")
def test_the_requests_encoder_comes_first() -> None:
    mine = StdlibJSONEncoder()
    token = REQUEST_ENCODER.set(mine)
    assert effective_encoder() is mine
    REQUEST_ENCODER.reset(token)
    assert effective_encoder() is get_active_encoder()


def test_importing_loads_no_optional_library() -> None:
    code = (
        "import sys, lauren_http.encoders, lauren_http.models\n"
        "print([name for name in ('orjson', 'msgspec', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
