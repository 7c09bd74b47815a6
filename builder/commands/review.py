"""``newsgloss review``: prints the editor's worklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from builder.pipeline.review_site import Review
    from builder.pipeline.worklist.work_item import WorkItem


@click.command()
@click.option("--drafts", is_flag=True, help="Review drafts and briefs with a future date, too.")
@click.option("--all", "everything", is_flag=True, help="List all doubts, and not only the most harmful.")
@click.option(
    "--brief", metavar="NAME", help="List the doubts of this brief only: the name of its seed or page."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="List at most so many doubts.")
@with_settings
def review(
    settings: Settings, *, drafts: bool, everything: bool, brief: str | None, limit: int | None
) -> int:
    """List what an editor should check: who is who, who said it, and uncertain names."""
    from builder.commands.console import print_diagnostics, print_lines
    from builder.commands.json_output import (
        as_plain,
        diagnostics_as_json,
        held_back_as_json,
        print_json,
        withdrawn_as_json,
    )
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.review_site import review_site

    options = BuildOptions(root=settings.root, out=settings.root / "site", drafts=drafts, write=False)
    with choose_progress(settings) as progress:
        found = review_site(options, progress=progress, everything=everything, brief=brief, limit=limit)
    if settings.as_json:
        work = found.worklist
        answer = {
            "ok": found.ok,
            "items": [as_plain(item) for item in work.items],
            "more": {
                "identity": work.more_identity,
                "speakers": work.more_speakers,
                "spans": work.more_spans,
            },
            "held_back": held_back_as_json(found.held_back),
            "withdrawn": withdrawn_as_json(found.held_back),
            "diagnostics": diagnostics_as_json(found.diagnostics),
        }
        print_json(answer, settings)
    else:
        print_diagnostics(found.diagnostics, notes=settings.verbose)
        if found.ok:
            print_lines(_worklist(found, settings))
    return EXIT_OK if found.ok else EXIT_FAILED


def _worklist(found: Review, settings: Settings) -> Iterator[Text]:
    """Yield the lines of the worklist by kind, and its totals."""
    from rich.text import Text

    from builder.commands.build_summary import held_back_rows
    from builder.pipeline.worklist.work_item import WorkKind

    work = found.worklist
    pages = (WorkKind.DOUBLE, WorkKind.NAMESAKES)
    for title, kinds, more in (
        ("Who is who", pages, work.more_identity),
        ("Decided before, and the words are gone", (WorkKind.LOST,), 0),
        ("Who said it", (WorkKind.SPEAKER,), work.more_speakers),
        ("Names", (WorkKind.SPAN,), work.more_spans),
    ):
        items = [item for item in work.items if item.kind in kinds]
        if items:
            yield Text(title, style="bold")
        for item in items:
            yield from _lines(item, settings)
        if more:
            yield Text(f"  and {more} more: see them with --all")
    if settings.quiet:
        return
    for label, line in held_back_rows(found.held_back):
        yield Text(f"{label} {line}.")
    counts = [
        sum(item.kind in kinds for item in work.items)
        for kinds in (pages, (WorkKind.SPEAKER,), (WorkKind.SPAN,))
    ]
    lost = len(work.items) - sum(counts)
    unresolved = sum(len(item.quotes) for item in work.items if item.unresolved)
    doubts = "1 doubt" if counts[0] == 1 else f"{counts[0]} doubts"
    total = f"{doubts} about who is who, {counts[1]} about speakers"
    gone = f"; {lost} decisions no longer apply" if lost else ""
    last = f"{counts[2]} about names{gone}; {unresolved} quotes have no speaker."
    yield Text(f"{total}, {last}", style="bold")


def _lines(item: WorkItem, settings: Settings) -> Iterator[Text]:
    """Yield the lines of one item: what is in doubt, the evidence, and the answers under ``-v``."""
    from rich.text import Text

    from builder.model.shortening import shorten
    from builder.pipeline.worklist.work_item import WorkKind

    words = item.words if settings.verbose else shorten(item.words)
    if item.kind in (WorkKind.DOUBLE, WorkKind.NAMESAKES):
        question = "may be one" if item.kind is WorkKind.DOUBLE else "may be mixed"
        yield Text.assemble("  ", (question, "yellow"), f": {item.words}, in {_briefs(item)}")
        yield from (Text(f"    for one: {reason}") for reason in item.evidence_for)
        yield from (Text(f"    for two: {reason}") for reason in item.evidence_against)
    elif item.lost is not None:
        yield Text.assemble(f"  {item.path}:{item.line}: ", ("words that are gone", "yellow"), f": “{words}”")
        yield Text(f"    Decided before: {item.lost.decided}. Current annotation: {item.belief}.")
        if item.context:
            yield Text(f"    {item.context}", style="dim")
    else:
        where = f"{item.path}:{item.line}" if item.line else item.path
        number = f" ({len(item.quotes)} quotes)" if len(item.quotes) > 1 else ""
        what = "quote without a speaker" if item.unresolved else f"uncertain {item.kind}"
        yield Text.assemble(f"  {where}: ", (what, "yellow"), f"{number}: “{words}”")
        if item.context != words:
            yield Text(f"    {item.context}", style="dim")
        yield Text(f"    Current annotation: {item.belief} ({item.rule}, {item.confidence:.0%} sure).")
    for answer in item.answers if settings.verbose else item.answers[:2]:
        place = f", in place of the entry in line {answer.replaces}" if answer.replaces else ""
        act = (
            f"In {answer.file}{place}:"
            if answer.yaml
            else f"Delete the entry in line {answer.replaces} of {answer.file}."
        )
        yield Text(f"    {answer.meaning} {act}")
        yield from (Text(f"      {line}", style="dim") for line in answer.yaml.splitlines())


def _briefs(item: WorkItem) -> str:
    return item.briefs[0] if len(item.briefs) == 1 else f"{len(item.briefs)} briefs"
