"""Set everything up on a fresh machine with Python 3.11+ and run something.

Usage:
    python3 tools/dev.py showcase [options]   serve the showcase on http://127.0.0.1:8000 (options as of `lauren run`)
    python3 tools/dev.py test [options]       run all tests (options as of pytest)
    python3 tools/dev.py nox [options]        run quality gates (options as of nox)

Rule: standard library only; everything goes into .venv, nothing else of the machine is changed.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOTSTRAP = ROOT / ".nox" / "bootstrap"
COMMANDS = {
    "showcase": ["lauren", "run", "showcase.main:app"],
    "test": ["pytest"],
    "nox": ["nox"],
}


def main(arguments: list[str]) -> int:
    """Set up, then run the command."""
    if sys.version_info < (3, 11):  # noqa: UP036  # the one file that older interpreters may start
        print("lauren needs Python 3.11 or newer; this is", sys.version.split()[0], file=sys.stderr)
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["-h"], ["--help"]) else 2
    name, *options = arguments
    uv = find_uv()
    set_up(uv)
    return run([uv, "run", "--no-sync", *COMMANDS[name], *options])


def find_uv() -> str:
    """The uv on the PATH, else one installed by pip into a private environment."""
    found = shutil.which("uv")
    if found is not None:
        return found
    folder = BOOTSTRAP / ("Scripts" if os.name == "nt" else "bin")
    if not (folder / "uv").exists() and not (folder / "uv.exe").exists():
        print("uv is not installed: putting it into", BOOTSTRAP.relative_to(ROOT), flush=True)
        venv.create(BOOTSTRAP, with_pip=True)
        subprocess.run([folder / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(folder / "uv")


def set_up(uv: str) -> None:
    """Sync .venv with the lock, and keep git from seeing the locations that uv fills into the lock."""
    in_git = (ROOT / ".git").exists() and shutil.which("git") is not None
    if in_git:
        subprocess.run([sys.executable, ROOT / "tools" / "lock.py", "--install-filter"], check=True)
    subprocess.run([uv, "sync", "--quiet", "--python", sys.executable], cwd=ROOT, check=True)
    if in_git and subprocess.run(["git", "diff", "--quiet", "uv.lock"], cwd=ROOT, check=False).returncode == 0:
        # The filtered content is what git has: adding it again only refreshes the size and time git remembers.
        subprocess.run(["git", "add", "uv.lock"], cwd=ROOT, check=True)


def run(command: list[str]) -> int:
    """Run to the end; the command's own exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
