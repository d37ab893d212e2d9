"""The documentation tells the truth: its Python runs, its error pages show what really happens, its names exist.

Rule: the pages are tested as they are published; a block's line numbers are those of its page.
"""

import importlib
import linecache
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = [DOCS / "index.md", DOCS / "tutorial.md", *sorted((DOCS / "guides").glob("*.md"))]
ERRORS = sorted(page for page in (DOCS / "errors").glob("*.md") if page.name != "index.md")
REFERENCE = sorted((DOCS / "reference").glob("*.md"))

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PACKAGE = re.compile(r"^## `(lauren[\w.]*)`", re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
_OPTIONS = re.compile(r"^### Options .*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)  # keywords, not names


@pytest.fixture
def page_module() -> Iterator[types.ModuleType]:
    """The module that the blocks of one page live in."""
    module = types.ModuleType("page")
    sys.modules["page"] = module
    yield module
    del sys.modules["page"]
    linecache.clearcache()


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_python_block_of_a_guide_runs(page: Path, page_module: types.ModuleType) -> None:
    if "from pydantic" in page.read_text():
        pytest.importorskip("pydantic")
    for line, source in blocks(page, "python"):
        run(source, line, page, page_module)


@pytest.mark.parametrize("page", ERRORS, ids=lambda page: page.stem)
def test_the_example_of_an_error_page_raises_that_error(page: Path, page_module: types.ModuleType) -> None:
    (line, example), (_, _) = blocks(page, "python")
    (_, shown), *_ = blocks(page, "text")
    with pytest.raises(Exception, match=r".") as caught:
        run(example, line, page, page_module)
    error = caught.value
    assert getattr(error, "code", None) == page.stem
    assert shown.splitlines()[0] == f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("page", ERRORS, ids=lambda page: page.stem)
def test_the_cure_of_an_error_page_works(page: Path, page_module: types.ModuleType) -> None:
    (line, example), (cure_line, cure) = blocks(page, "python")
    with pytest.raises(Exception, match=r"."):
        run(example, line, page, page_module)
    run(cure, cure_line, page, page_module)


@pytest.mark.parametrize("page", REFERENCE, ids=lambda page: page.stem)
def test_every_name_of_the_reference_exists(page: Path) -> None:
    package, *rest = _PACKAGE.split(_OPTIONS.sub("", page.read_text()))
    del package
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        module = importlib.import_module(name)
        missing = [known for known in _ROW.findall(text) if not hasattr(module, known)]
        assert missing == [], f"{page.name}: `{name}` has no {missing}"


def blocks(page: Path, language: str) -> list[tuple[int, str]]:
    """The fenced blocks of one language, with the line each begins at."""
    text = page.read_text()
    return [
        (text.count("\n", 0, match.start(2)), match.group(2))
        for match in _BLOCK.finditer(text)
        if match.group(1) == language
    ]


def run(source: str, line: int, page: Path, module: types.ModuleType) -> None:
    """Execute a block where it stands, so that tracebacks and error pages point into the document."""
    module.__file__ = str(page)
    linecache.cache[str(page)] = (1, None, page.read_text().splitlines(keepends=True), str(page))
    exec(compile("\n" * line + source, str(page), "exec"), module.__dict__)  # noqa: S102  # that is the test
