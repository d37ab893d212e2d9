"""Keep `uv.lock` registry-neutral: names, versions, markers and edges, and no download location.

Usage:
    python tools/lock.py --neutral < filled > neutral   filter, as the git clean filter runs it
    python tools/lock.py --strip                        rewrite uv.lock in place
    python tools/lock.py --check                        the committed lock is neutral and resolving it changes no version
    python tools/lock.py --install-filter               set the filter up in this clone

Rule: standard library only; `uv sync` fills the locations into the working copy from whatever index is configured.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "uv.lock"
CURE = "run `python tools/lock.py --strip` and commit uv.lock"

_REGISTRY = re.compile(r'registry = "[^"]*"')
_LOCATION = re.compile(r'\b(url = "|registry = "(?!")|https?://)')


def main(arguments: list[str] | None = None) -> int:
    """Run one of the actions; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    group = parser.add_mutually_exclusive_group(required=True)
    for name in ("neutral", "strip", "check", "install-filter"):
        group.add_argument(f"--{name}", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.neutral:
        sys.stdout.write(neutral(sys.stdin.read()))
        return 0
    if chosen.strip:
        LOCK.write_text(neutral(LOCK.read_text()))
        return 0
    if chosen.install_filter:
        install_filter(ROOT)
        return 0
    return report(problems_of(committed(ROOT)) or drift_of(ROOT))


def neutral(text: str) -> str:
    """A lock without registries, distributions and the manifest.

    Example:
        >>> neutral('source = { registry = "somewhere" }')
        'source = { registry = "" }'
    """
    kept: list[str] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line == "[manifest]":
            _skip_table(lines, kept)
        elif line.startswith("sdist = "):
            continue
        elif line.startswith("wheels = ["):
            _skip_list(line, lines)
        else:
            kept.append(_REGISTRY.sub('registry = ""', line))
    return "\n".join(kept).rstrip("\n") + ("\n" if "\n" in text else "")


def _skip_table(lines: Iterator[str], kept: list[str]) -> None:
    """Drop lines up to the next table header, which is kept."""
    for line in lines:
        if line.startswith("["):
            kept.append(line)
            return


def _skip_list(first: str, lines: Iterator[str]) -> None:
    """Drop the rest of a multi-line array."""
    if first.rstrip().endswith("]"):
        return
    for line in lines:
        if line == "]":
            return


def problems_of(text: str) -> list[str]:
    """Why a lock is not neutral, one sentence each."""
    found = [
        f"uv.lock:{number} carries a download location; {CURE}"
        for number, line in enumerate(text.splitlines(), 1)
        if _LOCATION.search(line)
    ]
    if "[manifest]" in text.splitlines():
        found.append(f"uv.lock has a [manifest] table; {CURE}")
    return found[:5]


def committed(root: Path) -> str:
    """The lock as the next commit has it (the index), which the clean filter has seen."""
    shown = subprocess.run(["git", "show", ":uv.lock"], cwd=root, capture_output=True, text=True, check=False)
    return shown.stdout if shown.returncode == 0 else (root / "uv.lock").read_text()


def drift_of(root: Path) -> list[str]:
    """Packages whose version changes when the committed lock is resolved again."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for project in (*root.glob("packages/*/pyproject.toml"), *root.glob("apps/*/pyproject.toml")):
            target = copy / project.relative_to(root)
            target.parent.mkdir(parents=True)
            shutil.copy(project, target)
        shutil.copy(root / "pyproject.toml", copy)
        before = committed(root)
        (copy / "uv.lock").write_text(before)
        result = subprocess.run(
            ["uv", "lock", "--quiet", "--project", str(copy)], cwd=copy, capture_output=True, text=True, check=False
        )
        if result.returncode != 0:
            return [f"uv cannot resolve the lock: {result.stderr.strip()}"]
        after = (copy / "uv.lock").read_text()
    old, new = versions_of(before), versions_of(after)
    changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    cure = "run `uv lock`, then `python tools/lock.py --strip`, and commit uv.lock"
    return [f"uv.lock is out of date for `{name}` ({old.get(name)} -> {new.get(name)}); {cure}" for name in changed]


def versions_of(text: str) -> dict[str, list[str]]:
    """Package name → the versions the lock pins."""
    found: dict[str, list[str]] = {}
    for package in tomllib.loads(text).get("package", []):
        found.setdefault(package["name"], []).append(package.get("version", ""))
    return found


def install_filter(root: Path) -> None:
    """Make git strip the working copy's locations whenever uv.lock is added."""
    for key, value in (("clean", "python3 tools/lock.py --neutral"), ("smudge", "cat")):
        subprocess.run(["git", "config", f"filter.uvlock.{key}", value], cwd=root, check=True)


def report(problems: list[str]) -> int:
    """Print the problems; the exit code."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
