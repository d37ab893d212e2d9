"""`[tool.lauren] app` of the nearest pyproject.toml."""

from pathlib import Path

import pytest

from lauren_cli.errors import TargetError
from lauren_cli.pyproject import configured_app


def test_the_file_is_found_upwards(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.lauren]\napp = "a:b"\n')
    below = tmp_path / "src" / "deep"
    below.mkdir(parents=True)
    found = configured_app(below)
    assert found is not None
    assert (found.app, found.folder) == ("a:b", tmp_path)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.lauren]\napp = "a:b"\n')
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pyproject.toml").write_text("[project]\n")
    assert configured_app(tmp_path / "inner") is None


@pytest.mark.parametrize("text", ["", "[tool]\n", "tool = 1\n", "[tool.lauren]\n", "[tool]\nlauren = 1\n"])
def test_no_setting_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert configured_app(tmp_path) is None


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        (b"[tool.lauren\n", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
        (b"[tool.lauren]\napp = 5\n", "must be a text"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, content: bytes, fragment: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes(content)
    with pytest.raises(TargetError, match=fragment) as raised:
        configured_app(tmp_path)
    assert "\n" not in raised.value.message
    assert str(tmp_path) not in raised.value.message
