"""What is printed, and where."""

import pytest

from lauren_cli.errors import CliError, StartupPageError
from lauren_cli.screen import say


def test_information_goes_to_stderr_unwrapped(capsys: pytest.CaptureFixture[str]) -> None:
    say("x" * 300)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"lauren  {'x' * 300}\n"


def test_markup_in_a_message_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    CliError("no [bold]module[/bold] `x[0]`").show()
    assert capsys.readouterr().err == "Error: no [bold]module[/bold] `x[0]`\n"


def test_a_page_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    StartupPageError("Headline\n  --> a.py:1\n   = help: [x]").show()
    assert capsys.readouterr().err == "Headline\n  --> a.py:1\n   = help: [x]\n"
