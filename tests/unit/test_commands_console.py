"""Diagnostics on the console."""

from __future__ import annotations

import pytest

from builder.commands.console import print_diagnostics
from builder.model.diagnostic import error, note, warning

PROBLEMS = (
    warning("seeds/a.txt", 12, "It is odd.", "Look at it."),
    error("content/site.yaml", None, "It is [red]wrong[/red]."),
    note("seeds/a.txt", 3, "It is worth a look."),
    error("", None, "It is nowhere."),
)


def test_diagnostics_are_grouped_by_file_and_sorted_by_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_diagnostics(PROBLEMS, notes=True)
    assert capsys.readouterr().err.splitlines() == [
        "error: It is nowhere.",
        "content/site.yaml",
        "  error: It is [red]wrong[/red].",
        "seeds/a.txt",
        "  line 3: note: It is worth a look.",
        "  line 12: warning: It is odd.",
        "    Look at it.",
    ]


def test_notes_are_printed_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    print_diagnostics(PROBLEMS, notes=False)
    assert "worth a look" not in capsys.readouterr().err


def test_a_line_is_wrapped_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    message = "word " * 60 + "end."
    print_diagnostics([error("seeds/a.txt", 1, message)], notes=False)
    assert f"  line 1: error: {message}" in capsys.readouterr().err.splitlines()
