"""Writing one function as text."""

import linecache

import pytest

from lauren_http.codegen.emitter import Emitter

pytestmark = pytest.mark.anyio


async def test_constants_are_bound_and_late_ones_appear_with_bind() -> None:
    out = Emitter()
    with out.block("if True:"):
        out.line(f"return ({out.constant('x')}, {out.late(lambda: 'y')})")
    program = out.finish("", "label")
    assert await program.function() == ("x", None)
    program.bind()
    assert await program.function() == ("x", "y")


def test_the_source_is_in_linecache_under_a_name_of_its_own() -> None:
    programs = []
    for _ in range(2):
        out = Emitter()
        out.line("return 1")
        programs.append(out.finish("a", "GET /x"))
    names = [program.function.__code__.co_filename for program in programs]
    assert names[0] != names[1]
    assert linecache.getline(names[0], 2) == "    return 1\n"
    assert all(name.endswith("GET /x>") for name in names)
