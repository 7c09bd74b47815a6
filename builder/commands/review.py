"""``newsgloss review``: prints the editor's worklist."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from builder.pipeline.review_site import Review


@click.command()
@click.option("--drafts", is_flag=True, help="Review drafts and briefs with a future date, too.")
@with_settings
def review(settings: Settings, *, drafts: bool) -> int:
    """List the quotes without a speaker, and the other uncertain annotations."""
    from builder.commands.console import print_diagnostics, print_lines
    from builder.commands.json_output import diagnostics_as_json, held_back_as_json, print_json
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.review_site import review_site

    options = BuildOptions(root=settings.root, out=settings.root / "site", drafts=drafts, write=False)
    with choose_progress(settings) as progress:
        found = review_site(options, progress=progress)
    if settings.as_json:
        items = [asdict(item) for item in found.items]
        answer = {
            "ok": found.ok,
            "items": items,
            "held_back": held_back_as_json(found.held_back),
            "diagnostics": diagnostics_as_json(found.diagnostics),
        }
        print_json(answer, settings)
    else:
        print_diagnostics(found.diagnostics, notes=settings.verbose)
        if found.ok:
            print_lines(_worklist(found, settings))
    return EXIT_OK if found.ok else EXIT_FAILED


def _worklist(found: Review, settings: Settings) -> Iterator[Text]:
    """Yield the lines of the worklist, grouped by file, and its totals."""
    from rich.text import Text

    from builder.commands.build_summary import summarize_held_back
    from builder.model.shortening import shorten

    items = found.items
    for path, group in groupby(items, key=lambda item: item.path):
        yield Text(path, style="bold")
        for item in group:
            line = f"line {item.line}: " if item.line else ""
            what = "quote without a speaker" if item.unresolved else f"uncertain {item.kind}"
            words = item.words if settings.verbose else shorten(item.words)
            yield Text.assemble(f"  {line}", (what, "yellow"), f": “{words}”")
            yield Text(f"    Current annotation: {item.belief} ({item.rule}, {item.confidence:.0%} sure).")
    if settings.quiet:
        return
    if found.held_back:
        yield Text(f"Held back {summarize_held_back(found.held_back)}.")
    unresolved = sum(item.unresolved for item in items)
    uncertain = len(items) - unresolved
    yield Text(f"{unresolved} quotes without a speaker, {uncertain} uncertain annotations.", style="bold")
