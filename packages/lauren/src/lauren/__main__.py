"""The `lauren` command.

Rule: the command itself is lauren-cli's; without it, one sentence says what to install.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Run lauren-cli, or say how to get it."""
    try:
        from lauren_cli.main import main as run  # noqa: PLC0415  # the `cli` extra is optional
    except ModuleNotFoundError as error:
        if error.name not in {"lauren_cli", "click", "rich"}:
            raise
        sys.exit("The lauren command needs lauren-cli: pip install 'lauren[cli]'")
    run()


if __name__ == "__main__":
    main()
