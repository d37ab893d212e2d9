"""Finding and importing the application, and every sentence that says why it is none."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lauren_cli.errors import TargetError
from lauren_cli.target import load, locate

Write = Callable[[str, str], Path]


def refusal(argument: str | None, project: Path, *, factory: bool = False) -> str:
    with pytest.raises(TargetError) as raised:
        load(locate(argument, factory=factory, folder=project), folder=project)
    message = raised.value.message
    assert "\n" not in message
    assert str(project) not in message
    return message


def test_an_application_of_a_package_is_imported_from_the_folder(project: Path, write: Write) -> None:
    write("shop/__init__.py", "")
    write("shop/main.py", "async def app(scope, receive, send): ...\n")
    target = locate("shop.main:app", factory=False, folder=project)
    assert str(target) == "shop.main:app"
    assert load(target, folder=project) is sys.modules["shop.main"].app
    assert sys.path[0] == str(project)


def test_an_object_with_call_is_an_application(project: Path, write: Write) -> None:
    write("objects.py", "class App:\n    async def __call__(self, scope, receive, send): ...\napp = App()\n")
    assert callable(load(locate("objects:app", factory=False, folder=project), folder=project))


def test_a_configured_app_is_importable_from_its_own_folder(project: Path, write: Write, plain: str) -> None:
    write("pyproject.toml", f'[tool.lauren]\napp = "{plain}"\n')
    below = project / "docs"
    below.mkdir()
    assert callable(load(locate(None, factory=False, folder=below), folder=below))


def test_no_application_named(project: Path) -> None:
    assert refusal(None, project).startswith("no application given: name it as `lauren run pkg.main:app`")


@pytest.mark.parametrize("argument", ["plain", "plain:", ":app", "plain:app()", "a b:app", "a..b:app", ""])
def test_a_name_that_is_not_module_colon_name(project: Path, argument: str) -> None:
    assert refusal(argument, project) == (
        f"`{argument}` does not name an application: write it as `pkg.main:app`."
    )


@pytest.mark.parametrize("argument", ["shop/main.py", "./shop/main.py:app", "shop/main:app"])
def test_a_file_name_is_answered_with_the_dotted_name(project: Path, argument: str) -> None:
    assert "write the module with dots, as `shop.main:app`" in refusal(argument, project)


def test_missing_module(project: Path) -> None:
    assert refusal("nowhere:app", project) == (
        "there is no module `nowhere`: run the command from the folder that holds it, or install it."
    )


def test_missing_module_with_a_near_name(project: Path, plain: str) -> None:
    assert refusal("plian:app", project) == "there is no module `plian`; did you mean `plain`?"


def test_missing_submodule_with_a_near_name(project: Path, write: Write) -> None:
    write("shop/__init__.py", "")
    write("shop/main.py", "")
    assert refusal("shop.mian:app", project) == "there is no module `shop.mian`; did you mean `shop.main`?"


def test_missing_package_of_a_dotted_name_with_a_near_name(project: Path, write: Write) -> None:
    write("shop/__init__.py", "")
    assert refusal("shpo.main:app", project) == "there is no module `shpo`; did you mean `shop.main`?"


def test_a_module_missing_inside_the_application_is_told_with_its_place(project: Path, write: Write) -> None:
    write("needs.py", "\nimport not_installed_at_all\n")
    assert refusal("needs:app", project) == (
        "importing `needs` failed with ModuleNotFoundError: No module named 'not_installed_at_all' "
        "at needs.py:2: correct it and start again."
    )


def test_a_module_that_raises_is_told_with_error_and_place(project: Path, write: Write) -> None:
    write("shop/__init__.py", "")
    write("shop/db.py", "def connect():\n    raise RuntimeError('no database\\nsecond line')\n")
    write("shop/main.py", "from shop.db import connect\nconnect()\n")
    assert refusal("shop.main:app", project) == (
        "importing `shop.main` failed with RuntimeError: no database at shop/db.py:2: "
        "correct it and start again."
    )


def test_an_error_raised_in_a_library_is_placed_where_the_project_called_it(
    project: Path, write: Write
) -> None:
    write("calls.py", "import json\njson.loads('{')\n")
    assert " at calls.py:2: " in refusal("calls:app", project)


def test_a_syntax_error_is_told_with_its_place(project: Path, write: Write) -> None:
    write("typo.py", "x = 1\ndef (:\n")
    assert "failed with SyntaxError: invalid syntax at typo.py:2" in refusal("typo:app", project)


def test_a_module_that_exits_is_told(project: Path, write: Write) -> None:
    write("exits.py", "import sys\nsys.exit('bye')\n")
    assert "ended the program with `sys.exit`" in refusal("exits:app", project)


def test_missing_name_with_a_near_one(project: Path, plain: str) -> None:
    assert refusal("plain:ap", project) == "module `plain` has no `ap`; did you mean `plain:app`?"


def test_missing_name_falls_back_to_app(project: Path, plain: str) -> None:
    assert refusal("plain:zzz", project) == "module `plain` has no `zzz`; did you mean `plain:app`?"


def test_missing_name_without_any_guess(project: Path, write: Write) -> None:
    write("bare.py", "")
    assert refusal("bare:app", project).endswith("name the object that is your application.")


def test_a_value_is_no_application(project: Path, write: Write) -> None:
    write("value.py", "app = {'a': 1}\n")
    assert refusal("value:app", project) == (
        "`value:app` is of type `dict`, not an ASGI application: name the object a server can call."
    )


def test_a_class_is_no_application(project: Path, write: Write) -> None:
    write("cls.py", "class AppModule: ...\n")
    assert refusal("cls:AppModule", project) == (
        "`cls:AppModule` is a class, not an ASGI application: name the application made from it."
    )


def test_a_factory_without_the_option_is_recognised(project: Path, plain: str) -> None:
    assert refusal("plain:create_app", project) == (
        "`plain:create_app` takes no arguments, which looks like a factory: add `--factory`."
    )


def test_a_function_of_other_arguments_is_no_application(project: Path, write: Write) -> None:
    write("wsgi.py", "def app(environ, start_response): ...\n")
    assert "cannot be called with scope, receive and send" in refusal("wsgi:app", project)


def test_an_application_is_no_factory(project: Path, plain: str) -> None:
    assert refusal(plain, project, factory=True) == (
        "`plain:app` is not a factory: leave out `--factory`, or name a function without arguments."
    )


def test_an_async_factory_is_refused_without_a_warning(project: Path, write: Write) -> None:
    write("late.py", "async def create_app(): ...\n")
    assert "the factory `late:create_app` is async" in refusal("late:create_app", project, factory=True)


def test_a_factory_that_raises_is_told_with_its_place(project: Path, write: Write) -> None:
    write("fails.py", "def create_app():\n    raise ValueError('no')\n")
    assert refusal("fails:create_app", project, factory=True) == (
        "calling `fails:create_app` failed with ValueError: no at fails.py:2: correct it and start again."
    )


def test_a_factory_that_returns_nothing_is_told(project: Path, write: Write) -> None:
    write("none.py", "def create_app(): ...\n")
    assert refusal("none:create_app", project, factory=True).startswith(
        "what `none:create_app` returns is of type `NoneType`"
    )
