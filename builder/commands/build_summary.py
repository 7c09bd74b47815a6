"""The summary of a build: its diagnostics, a table of figures, and a closing line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.commands.json_output import build_as_json, print_json
from builder.commands.settings import Settings
from builder.model.diagnostic import Diagnostic, Severity
from builder.pipeline.build_report import BuildReport
from builder.pipeline.held_back_seeds import HeldBackSeed

HELD_BACK_SHOWN = 5
"""The largest number of held-back seeds that a summary names."""

NAMES_SHOWN = 8
"""The largest number of foreign files that a summary names."""


def print_build(report: BuildReport, settings: Settings, *, writes: bool) -> None:
    """Print the report of a build, as text or JSON.

    Args:
        report: the report.
        settings: how much to print, and in which form.
        writes: True for a build that writes the site. A check that writes nothing shows what could be fixed, and
            therefore prints notes too.
    """
    if settings.as_json:
        print_json(build_as_json(report), settings)
        return
    # A report for programs needs none of what lays out text.
    from rich.text import Text

    from builder.commands.console import console_for, print_diagnostics

    print_diagnostics(report.diagnostics, notes=settings.verbose or not writes)
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


def held_back_rows(held_back: Sequence[HeldBackSeed]) -> Iterator[tuple[str, str]]:
    """Yield a label and one line for the held-back seeds, and for the withdrawn briefs, if there are any.

    A line has their number, and names the first few.
    """
    waiting = [held for held in held_back if not held.is_withdrawn]
    withdrawn = [held.seed_id for held in held_back if held.is_withdrawn]
    if waiting:
        yield (
            "Held back",
            f"{_counted([f'{held.seed_id} ({held.reason})' for held in waiting])}; --drafts builds them",
        )
    if withdrawn:
        yield "Withdrawn", _counted(withdrawn)


def _counted(names: Sequence[str]) -> str:
    """Return the number of names, and the first few of them."""
    more = len(names) - HELD_BACK_SHOWN
    return f"{len(names)}: {', '.join(names[:HELD_BACK_SHOWN])}{f' and {more} more' if more > 0 else ''}"


def _summary(report: BuildReport) -> Iterator[tuple[str, str]]:
    """Yield the rows of the summary: a label and its figures."""
    counts = report.counts
    if counts:
        yield "Briefs", str(counts.briefs)
        yield from held_back_rows(report.held_back)
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
    """Return the foreign files that the site keeps, in words: the first few and the number of others."""
    shown = ", ".join(paths[:NAMES_SHOWN])
    more = f" and {len(paths) - NAMES_SHOWN} more" if len(paths) > NAMES_SHOWN else ""
    return f"{shown}{more}, which newsgloss did not make"


def _annotated(articles: int) -> str:
    if not articles:
        return "no article; the language model was not loaded"
    return f"{articles} {'article' if articles == 1 else 'articles'}"


def _problems(diagnostics: Sequence[Diagnostic]) -> str:
    numbers = dict.fromkeys(Severity, 0)
    for found in diagnostics:
        numbers[found.severity] += 1
    return ", ".join(f"{number} {severity}{'s' * (number != 1)}" for severity, number in numbers.items())


def _closing_line(report: BuildReport, *, writes: bool) -> str:
    if not report.ok:
        return "The build failed; the site is unchanged." if writes else "The check failed."
    if not writes:
        return "The site can be built; nothing was written."
    if not report.changed:
        return f"The site in {report.out} is up to date; nothing was written."
    return f"The site is in {report.out}: open {report.out / 'index.html'}"
