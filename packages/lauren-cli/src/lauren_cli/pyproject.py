"""The `[tool.lauren]` table of the nearest pyproject.toml.

Rule: the nearest file counts, whether or not it has the table.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lauren_cli.errors import TargetError


@dataclass(frozen=True, slots=True)
class ConfiguredApp:
    """The `app` setting and the folder of the pyproject.toml that holds it."""

    app: str
    folder: Path


def configured_app(start: Path) -> ConfiguredApp | None:
    """Read `[tool.lauren] app` of the nearest pyproject.toml, looking in `start` and upwards.

    Returns `None` when there is no file or no such setting; raises `TargetError` when the file cannot be
    read or the setting is not a text.
    """
    path = _nearest(start)
    if path is None:
        return None
    app = _table(_parse(path)).get("app")
    if app is None:
        return None
    if not isinstance(app, str):
        raise TargetError('`app` in `[tool.lauren]` of pyproject.toml must be a text such as "pkg.main:app".')
    return ConfiguredApp(app, path.parent)


def _nearest(start: Path) -> Path | None:
    candidates = (folder / "pyproject.toml" for folder in (start, *start.parents))
    return next((path for path in candidates if path.is_file()), None)


def _parse(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TargetError(
            f"pyproject.toml is not valid TOML ({error}): correct it, or name the app."
        ) from None
    except OSError as error:
        raise TargetError(
            f"pyproject.toml cannot be read ({error.strerror}): name the app as `pkg.main:app`."
        ) from None


def _table(document: Mapping[str, object]) -> Mapping[str, object]:
    table: object = document
    for key in ("tool", "lauren"):
        table = table.get(key) if isinstance(table, Mapping) else None
    return table if isinstance(table, Mapping) else {}
