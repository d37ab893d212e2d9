"""`python -m lauren_cli` is the `lauren` command."""

from lauren_cli.main import main

if __name__ == "__main__":
    main(prog_name="lauren")
