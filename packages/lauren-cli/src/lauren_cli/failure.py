"""An exception out of the user's code, told as one sentence or as the startup page it carries.

Rule: places are shown relative to the current directory, or as a module's name; never as an absolute path.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from lauren_cli.errors import CliError, StartupPageError, TargetError


def import_failure(error: BaseException, doing: str, folder: Path) -> CliError:
    """Turn what was raised while `doing` (`importing `shop.main``) into the error to print."""
    if is_startup_error(error):
        return StartupPageError(startup_page(error))
    if isinstance(error, SystemExit):
        return TargetError(
            f"{doing} ended the program with `sys.exit`: move that under `if __name__ == '__main__':`."
        )
    return TargetError(
        f"{doing} failed with {summary(error)}{_at(error, folder)}: correct it and start again."
    )


def is_startup_error(error: BaseException) -> bool:
    """Tell whether this is a startup error of the framework, without importing the framework."""
    return any(cls.__name__ == "StartupError" for cls in type(error).__mro__)


def startup_page(error: BaseException) -> str:
    """The error page: the message, then the notes (place, dependency path, cure)."""
    notes: list[str] = getattr(error, "__notes__", [])
    return "\n".join([f"{type(error).__name__}: {error}", *notes])


def summary(error: BaseException) -> str:
    """The exception's class and the first line of its message, in one line."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _at(error: BaseException, folder: Path) -> str:
    if isinstance(error, SyntaxError) and error.filename:
        return f" at {_relative(error.filename, folder) or Path(error.filename).name}:{error.lineno}"
    places = list(_places(error.__traceback__))
    inside = [(shown, line) for file, line, _ in places if (shown := _relative(file, folder))]
    if inside:
        return " at {}:{}".format(*inside[-1])
    if places:
        _, line, module = places[-1]
        return f" in `{module}`, line {line}"
    return ""


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int, str]]:
    for frame, line in traceback.walk_tb(trace):
        module = str(frame.f_globals.get("__name__", ""))
        if not module.startswith(("importlib", "lauren_cli", "_frozen_importlib")):
            yield frame.f_code.co_filename, line, module


def _relative(file: str, folder: Path) -> str | None:
    path = Path(file)
    if not path.is_relative_to(folder) or "site-packages" in path.parts:
        return None
    return path.relative_to(folder).as_posix()
