"""Tables of ``newsgloss eval``: the scores and numbers of mistakes of each file, or one JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from builder.commands.comparison_tables import count_noun, print_comparison
from builder.commands.console import console_for, print_diagnostics
from builder.commands.json_output import diagnostics_as_json, print_json
from builder.commands.settings import Settings
from builder.evaluate.comparison import Comparison, comparison_row
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.metrics import BCubed, PrecisionRecall, Proportion, Tally, format_score
from builder.model.diagnostic import Diagnostic


def print_scores(
    results: Sequence[FileEvaluation],
    settings: Settings,
    *,
    report: Path,
    comparison: Comparison | None,
    warnings: Sequence[Diagnostic] = (),
) -> None:
    """Print the scores of every file, the differences to an earlier run, and the folder of the report.

    Args:
        results: the evaluation of every file.
        settings: how much to print, and in which form.
        report: the folder of the report.
        comparison: the comparison with an earlier run, or None.
        warnings: on the other files of the run.
    """
    if settings.as_json:
        answer = {"ok": True, "files": [_file_as_json(result) for result in results], "report": str(report)}
        compared = {"compared": comparison_row(comparison)} if comparison is not None else {}
        found = {"diagnostics": diagnostics_as_json(warnings)} if warnings else {}
        print_json(answer | compared | found, settings)
        return
    print_diagnostics(warnings, notes=settings.verbose)
    for result in results:
        print_diagnostics(result.diagnostics, notes=settings.verbose)
    if settings.quiet:
        return
    console = console_for(stderr=False)
    for result in results:
        _print_file(result, console)
    if comparison is not None:
        print_comparison(comparison, console, everything=settings.verbose)
    console.print(Text(f"The report is in {report}: open {report / 'index.html'}", "bold"), soft_wrap=True)


def _print_file(result: FileEvaluation, console: Console) -> None:
    title = f"{result.path.name}, {count_noun(len(result.articles), 'article')}"
    console.print(Text(title, "bold"), soft_wrap=True)
    for table in (_rates(result), _shares(result), _tallies(result), _mistakes(result)):
        if table.row_count:
            console.print(table)
            console.print()


def _rates(result: FileEvaluation) -> Table:
    table = _table("", "precision", "recall", "F1", "right", "predicted", "gold")
    for name, score in result.scores.items():
        if isinstance(score, PrecisionRecall | BCubed):
            figures = map(format_score, (score.precision, score.recall, score.f1))
            found = score.predicted if isinstance(score, PrecisionRecall) else score.found
            right = str(score.right) if isinstance(score, PrecisionRecall) else ""
            table.add_row(name, *figures, right, str(found), str(score.gold))
    return table


def _shares(result: FileEvaluation) -> Table:
    table = _table("", "share", "right", "of")
    for name, score in result.scores.items():
        if isinstance(score, Proportion):
            table.add_row(name, format_score(score.share), str(score.right), str(score.total))
            for reason, count in score.reasons.items():
                table.add_row(f"  {count} {reason}", "", "", "")
    return table


def _tallies(result: FileEvaluation) -> Table:
    table = _table("", "number", "")
    for name, score in result.scores.items():
        if isinstance(score, Tally):
            details = ", ".join(f"{what} {count}" for what, count in score.details.items())
            table.add_row(name, str(score.count), details)
    return table


def _mistakes(result: FileEvaluation) -> Table:
    table = _table("mistakes", "")
    for kind, count in result.mistakes().items():
        table.add_row(str(kind), str(count))
    return table


def _table(first: str, *headings: str) -> Table:
    table = Table(box=None)
    table.add_column(first, style="dim")
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def _file_as_json(result: FileEvaluation) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "articles": len(result.articles),
        "scores": {name: score.as_json() for name, score in result.scores.items()},
        "mistakes": {str(kind): count for kind, count in result.mistakes().items()},
        "diagnostics": diagnostics_as_json(result.diagnostics),
    }
