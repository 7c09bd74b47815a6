"""What the commands print: diagnostics by file, the summary of a build, or one JSON object."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from builder import __version__
from builder.commands.settings import EXIT_FAILED, Settings
from builder.model.diagnostic import Diagnostic, Severity
from builder.pipeline.build_report import BuildReport
from builder.pipeline.held_back_seeds import HeldBack

HELD_BACK_SHOWN = 5
"""How many seeds that are not published a summary names."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

NAMES_SHOWN = 8
"""How many files that newsgloss did not make a summary names."""


def tell_build(report: BuildReport, settings: Settings, *, writes: bool) -> None:
    """Tells how a build went.

    Args:
        report: of the build.
        settings: how much is to be told, and in what form.
        writes: whether it was to write the site; one that was not is a look at what is worth mending, so
            that notes are told too.
    """
    if settings.as_json:
        tell_json(build_as_json(report), settings)
        return
    tell_diagnostics(report.diagnostics, notes=settings.verbose or not writes)
    if settings.quiet:
        return
    console = console_for(stderr=False)
    for label, value in _summary(report):
        console.print(Text.assemble((f"{label:<18}", "dim"), value), soft_wrap=True)
    if settings.verbose:
        changed = [("wrote", path) for path in report.written] + [
            ("removed", path) for path in report.removed
        ]
        for verb, path in changed:
            console.print(Text(f"{verb} {path}"), soft_wrap=True)
    console.print(Text(_closing_line(report, writes=writes), style="bold"), soft_wrap=True)


def tell_failure(diagnostics: Sequence[Diagnostic], settings: Settings) -> int:
    """Tells why a command could not do its work, and returns its exit code."""
    if settings.as_json:
        tell_json({"ok": False, "diagnostics": diagnostics_as_json(diagnostics)}, settings)
    else:
        tell_diagnostics(diagnostics, notes=settings.verbose)
    return EXIT_FAILED


def tell_diagnostics(diagnostics: Iterable[Diagnostic], *, notes: bool) -> None:
    """Prints diagnostics on standard error, grouped by file; of severity note only where that is wanted."""
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


def tell_json(value: Mapping[str, Any], settings: Settings) -> None:
    """Prints one JSON object, in one line, on standard output."""
    answer = {"command": settings.command, "version": __version__, **value}
    # Outside of UTF-8 only ASCII is sure to arrive, and JSON can write everything in it.
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    click.echo(json.dumps(answer, ensure_ascii=encoding != "utf8"))


def build_as_json(report: BuildReport) -> dict[str, Any]:
    """A build's report as plain data, with the keys that ``docs/commands.md`` describes."""
    counts = report.counts
    return {
        "ok": report.ok,
        "out": str(report.out),
        "briefs": counts.briefs if counts else None,
        "held_back": held_back_as_json(report.held_back),
        "entities": counts.entities if counts else None,
        "quotes": {
            "attributed": counts.quotes_attributed if counts else None,
            "unresolved": counts.quotes_unresolved if counts else None,
        },
        "pages": {
            "written": list(report.written),
            "unchanged": list(report.unchanged),
            "removed": list(report.removed),
            "kept": list(report.kept),
        },
        "annotated": report.annotated,
        "seconds": {stage: round(seconds, 3) for stage, seconds in report.seconds.items()},
        "diagnostics": diagnostics_as_json(report.diagnostics),
    }


def held_back_as_json(held_back: Iterable[HeldBack]) -> list[dict[str, str | None]]:
    """Return the seeds that are not published, as plain data."""
    return [{"brief": held.seed_id, "path": held.path, "date": held.date} for held in held_back]


def told_held_back(held_back: Sequence[HeldBack]) -> str:
    """Return the seeds that are not published, in one line: the first few by name, each with the reason."""
    named = ", ".join(f"{held.seed_id} ({held.reason})" for held in held_back[:HELD_BACK_SHOWN])
    more = len(held_back) - HELD_BACK_SHOWN
    return f"{len(held_back)}: {named}{f' and {more} more' if more > 0 else ''}; --drafts builds them"


def diagnostics_as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as plain data."""
    return [
        {
            "severity": str(found.severity),
            "path": found.path or None,
            "line": found.line,
            "message": found.message,
            "hint": found.hint or None,
        }
        for found in diagnostics
    ]


def print_lines(lines: Iterable[Text]) -> None:
    """Prints lines on standard output; elsewhere than on a terminal none is ever broken."""
    console = console_for(stderr=False)
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal)


def console_for(*, stderr: bool) -> Console:
    """Standard output or standard error, with colours where a terminal shows them."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _print_indented(console: Console, words: Text, indent: int) -> None:
    """Prints words with an indent; elsewhere than on a terminal a line stays one."""
    if console.is_terminal:
        console.print(Padding(words, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + words, soft_wrap=True)


def _place(found: Diagnostic) -> tuple[str, int]:
    return (found.path, found.line or 0)


def _summary(report: BuildReport) -> Iterator[tuple[str, str]]:
    """The rows of the table that ends a build: what is counted, and its figures."""
    counts = report.counts
    if counts:
        yield "Briefs", str(counts.briefs)
        if report.held_back:
            yield "Held back", told_held_back(report.held_back)
        yield "Entities", str(counts.entities)
        yield "Quotes", f"{counts.quotes_attributed} attributed, {counts.quotes_unresolved} unresolved"
        yield "Annotated", _annotated(report.annotated)
    if report.written or report.unchanged:
        written, unchanged, removed = map(len, (report.written, report.unchanged, report.removed))
        yield "Pages", f"{written} written, {unchanged} unchanged, {removed} removed"
    if report.kept:
        yield "Kept", _kept(report.kept)
    for stage, seconds in report.seconds.items():
        yield f"Time to {stage}", f"{seconds:.2f} s"
    yield "Problems", _problems(report.diagnostics)


def _kept(paths: Sequence[str]) -> str:
    """Return what newsgloss did not make and leaves in the site, in words: some of its names."""
    shown = ", ".join(paths[:NAMES_SHOWN])
    more = f" and {len(paths) - NAMES_SHOWN} more" if len(paths) > NAMES_SHOWN else ""
    return f"{shown}{more}, which newsgloss did not make"


def _annotated(articles: int) -> str:
    if not articles:
        return "nothing anew; the language model was not loaded"
    return f"{articles} {'article' if articles == 1 else 'articles'} anew"


def _problems(diagnostics: Sequence[Diagnostic]) -> str:
    numbers = dict.fromkeys(Severity, 0)
    for found in diagnostics:
        numbers[found.severity] += 1
    return ", ".join(f"{number} {severity}{'s' * (number != 1)}" for severity, number in numbers.items())


def _closing_line(report: BuildReport, *, writes: bool) -> str:
    if not report.ok:
        return "The build failed; the site is as it was." if writes else "The check failed."
    if not writes:
        return "Everything can be built; nothing was written."
    if not report.changed:
        return f"Nothing has changed: {report.out} is up to date, and nothing was written."
    return f"The site is in {report.out}: open {report.out / 'index.html'}"
