"""The console: diagnostics by file, and lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from builder.model.diagnostic import Diagnostic, Severity

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_diagnostics(diagnostics: Iterable[Diagnostic], *, notes: bool) -> None:
    """Print diagnostics on standard error, grouped by file and sorted by line.

    Args:
        diagnostics: in any order.
        notes: True to include those of severity note.
    """
    shown = [found for found in diagnostics if notes or found.severity is not Severity.NOTE]
    console = console_for(stderr=True)
    for path, group in groupby(sorted(shown, key=_place), key=lambda found: found.path):
        if path:
            console.print(Text(path, style="bold"), soft_wrap=True)
        for found in group:
            line = f"line {found.line}: " if found.line else ""
            words = Text.assemble(line, (f"{found.severity}: ", STYLES[found.severity]), found.message)
            _print_indented(console, words, 2 if path else 0)
            if found.hint:
                _print_indented(console, Text(found.hint), 4 if path else 2)


def print_lines(lines: Iterable[Text]) -> None:
    """Print lines on standard output. They are wrapped on a terminal only."""
    console = console_for(stderr=False)
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal)


def console_for(*, stderr: bool) -> Console:
    """Return a console for standard output or standard error, with colors if it is a terminal."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _print_indented(console: Console, words: Text, indent: int) -> None:
    """Print words with an indent. They are wrapped on a terminal only."""
    if console.is_terminal:
        console.print(Padding(words, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + words, soft_wrap=True)


def _place(found: Diagnostic) -> tuple[str, int]:
    return (found.path, found.line or 0)
