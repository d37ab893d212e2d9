"""Which application to serve: find its name, import it, check that it is one.

Rule: whatever the user's code does while it is imported, the answer is an application or a `TargetError`.
"""

import difflib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeAlias, cast

from lauren_cli.errors import TargetError
from lauren_cli.failure import import_failure
from lauren_cli.pyproject import configured_app

AsgiApp: TypeAlias = Callable[
    [
        MutableMapping[str, object],
        Callable[[], Awaitable[Mapping[str, object]]],
        Callable[[MutableMapping[str, object]], Awaitable[None]],
    ],
    Awaitable[None],
]
"""What a server calls: `await app(scope, receive, send)`."""


@dataclass(frozen=True, slots=True)
class AppTarget:
    """The name of an application: `module:name`, called without arguments first when it is a factory."""

    module: str
    name: str
    factory: bool = False

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


def locate(argument: str | None, *, factory: bool, folder: Path) -> AppTarget:
    """Find the application's name, and make its module importable.

    `argument` is `pkg.main:app`, or `None` to use `[tool.lauren] app` of the nearest pyproject.toml.
    `folder` (the current directory) goes to the front of `sys.path`, after it the folder of that
    pyproject.toml. Raises `TargetError`.

        locate("shop.main:app", factory=False, folder=Path.cwd())
    """
    if argument is not None:
        target = _parse(argument, factory)
        _importable_from(folder)
        return target
    configured = configured_app(folder)
    if configured is None:
        raise TargetError(
            "no application given: name it as `lauren run pkg.main:app`, "
            'or write `[tool.lauren]` with `app = "pkg.main:app"` in pyproject.toml.'
        )
    target = _parse(configured.app, factory)
    _importable_from(configured.folder)
    _importable_from(folder)
    return target


def load(target: AppTarget, *, folder: Path) -> AsgiApp:
    """Import the application (call its factory) and check that a server can call it.

    Raises `TargetError`, or `StartupPageError` when the application itself refused to start.
    """
    found = _attribute(_import(target, folder), target)
    if target.factory:
        found = _made_by(found, target, folder)
    problem = _why_no_application(found, target)
    if problem is not None:
        raise TargetError(problem)
    return cast("AsgiApp", found)


def _parse(text: str, factory: bool) -> AppTarget:
    module, colon, name = text.partition(":")
    if module.endswith(".py") or "/" in module or "\\" in module:
        dotted = module.removesuffix(".py").replace("\\", "/").strip("./").replace("/", ".")
        raise TargetError(f"`{text}` is a file: write the module with dots, as `{dotted}:{name or 'app'}`.")
    if not (colon and name.isidentifier() and all(part.isidentifier() for part in module.split("."))):
        raise TargetError(f"`{text}` does not name an application: write it as `pkg.main:app`.")
    return AppTarget(module, name, factory)


def _importable_from(folder: Path) -> None:
    entry = str(folder)
    if entry in sys.path:
        sys.path.remove(entry)
    sys.path.insert(0, entry)


def _import(target: AppTarget, folder: Path) -> ModuleType:
    try:
        return importlib.import_module(target.module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{target.module}.".startswith(f"{error.name}."):
            raise import_failure(error, f"importing `{target.module}`", folder) from None
        raise TargetError(_no_module(target.module, error.name)) from None
    except (Exception, SystemExit) as error:
        raise import_failure(error, f"importing `{target.module}`", folder) from None


def _no_module(module: str, missing: str) -> str:
    parent, _, last = missing.rpartition(".")
    guess = _closest(last, _submodules(parent))
    if guess is None:
        return (
            f"there is no module `{missing}`: run the command from the folder that holds it, or install it."
        )
    meant = ".".join(part for part in (parent, guess) if part) + module[len(missing) :]
    return f"there is no module `{missing}`; did you mean `{meant}`?"


def _submodules(parent: str) -> list[str]:
    if parent:
        places: Iterable[str] = getattr(sys.modules.get(parent), "__path__", ())
    else:
        places = sys.path[:2]
    found = (entry for place in places if Path(place).is_dir() for entry in Path(place).iterdir())
    return [entry.stem for entry in found if entry.suffix == ".py" or (entry / "__init__.py").is_file()]


def _attribute(module: ModuleType, target: AppTarget) -> object:
    if hasattr(module, target.name):
        return cast("object", getattr(module, target.name))
    names = [name for name in vars(module) if not name.startswith("_")]
    guess = _closest(target.name, names) or ("app" if "app" in names else None)
    cure = (
        f"did you mean `{target.module}:{guess}`?" if guess else "name the object that is your application."
    )
    raise TargetError(f"module `{target.module}` has no `{target.name}`; {cure}")


def _closest(word: str, names: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, list(names), n=1)), None)


def _made_by(factory: object, target: AppTarget, folder: Path) -> object:
    if not callable(factory) or not _accepts(factory, 0):
        raise TargetError(
            f"`{target}` is not a factory: leave out `--factory`, or name a function without arguments."
        )
    try:
        made: object = factory()
    except (Exception, SystemExit) as error:
        raise import_failure(error, f"calling `{target}`", folder) from None
    if inspect.iscoroutine(made):
        made.close()
        raise TargetError(
            f"the factory `{target}` is async: make it a plain function that returns the application."
        )
    return made


def _why_no_application(found: object, target: AppTarget) -> str | None:
    what = f"what `{target}` returns" if target.factory else f"`{target}`"
    if isinstance(found, type):
        return f"{what} is a class, not an ASGI application: name the application made from it."
    if not callable(found):
        kind = type(found).__name__
        return f"{what} is of type `{kind}`, not an ASGI application: name the object a server can call."
    if _accepts(found, 3):
        return None
    if _accepts(found, 0) and not target.factory:
        return f"{what} takes no arguments, which looks like a factory: add `--factory`."
    return f"{what} is not an ASGI application: it cannot be called with scope, receive and send."


def _accepts(function: Callable[..., object], count: int) -> bool:
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:  # a callable that has no signature, written in C
        return True
    return True
