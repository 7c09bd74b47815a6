"""What ``newsgloss eval`` prints: a table of scores for each file, or one JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from builder.commands.output import (
    console_for,
    diagnostics_as_json,
    tell_diagnostics,
    tell_json,
)
from builder.commands.settings import Settings
from builder.evaluate.rates import Rate
from builder.evaluate.run import Evaluated


def tell_scores(results: Sequence[Evaluated], settings: Settings) -> None:
    """Tells the scores of every file."""
    if settings.as_json:
        tell_json({"ok": True, "files": [_file_as_json(result) for result in results]}, settings)
        return
    for result in results:
        tell_diagnostics(result.diagnostics, notes=settings.verbose)
        if not settings.quiet:
            console_for(stderr=False).print(_table(result))


def _table(result: Evaluated) -> Table:
    table = Table(title=f"{result.path.name}, {result.articles} articles", title_justify="left", box=None)
    table.add_column("", style="dim")
    for heading in ("precision", "recall", "F1", "right", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for name, rate in result.scores.items():
        figures = (f"{value:.4f}" for value in (rate.precision, rate.recall, rate.f1))
        table.add_row(name, *figures, str(rate.right), str(rate.predicted), str(rate.gold))
    return table


def _file_as_json(result: Evaluated) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "articles": result.articles,
        "scores": {name: _rate_as_json(rate) for name, rate in result.scores.items()},
        "diagnostics": diagnostics_as_json(result.diagnostics),
    }


def _rate_as_json(rate: Rate) -> dict[str, float | int]:
    return {
        "precision": round(rate.precision, 4),
        "recall": round(rate.recall, 4),
        "f1": round(rate.f1, 4),
        "right": rate.right,
        "predicted": rate.predicted,
        "gold": rate.gold,
    }
