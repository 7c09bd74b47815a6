"""What ``newsgloss publish`` prints: what a publish will change, and where the site is then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from builder.commands.settings import Settings

if TYPE_CHECKING:
    from rich.text import Text

    from builder.publish.publish_report import PublishReport


def print_plan(report: PublishReport, settings: Settings) -> None:
    """Print what a publish will change, as text."""
    from builder.commands.console import print_diagnostics, print_lines

    if settings.as_json:
        return
    print_diagnostics(report.diagnostics, notes=settings.verbose)
    if not settings.quiet:
        print_lines(_lines(report, settings))


def print_closing(report: PublishReport, settings: Settings, *, is_named: bool) -> None:
    """Print where the site is now, or why it is not there.

    Args:
        report: of the publish.
        settings: how much to print, and in which form.
        is_named: True to begin with the name of the target.
    """
    from rich.text import Text

    from builder.commands.console import print_lines

    if not settings.as_json and not settings.quiet:
        name = f"{report.target}: " if is_named else ""
        print_lines([Text(f"{name}{_closing_line(report)}", style="bold")])


def print_not_published(settings: Settings, target: str | None = None) -> None:
    """Print that the site was not published to a target, or not at all."""
    if not settings.as_json:
        name = f"{target}: " if target is not None else ""
        click.echo(f"{name}The site was not published.", err=True)


def _lines(report: PublishReport, settings: Settings) -> Iterator[Text]:
    """Yield the files with ``-v``, and the counts."""
    from rich.text import Text

    from builder.publish.limits import megabytes

    if settings.verbose:
        for label, style, paths in (
            ("add", "green", report.plan.added),
            ("change", "yellow", report.plan.changed),
            ("remove", "red", report.plan.removed),
            ("keep", "cyan", report.plan.kept),
        ):
            for path in paths:
                yield Text.assemble((label, style), f" {path}")
    added, changed, removed = (
        f"{len(paths):,}" for paths in (report.plan.added, report.plan.changed, report.plan.removed)
    )
    counts = f"{added} added, {changed} changed, {removed} removed, {len(report.plan.unchanged):,} unchanged"
    size = f"; {megabytes(report.size)} to send" if report.size else ""
    yield Text(f"{report.target} ({report.place}): {counts}{size}")


def _closing_line(report: PublishReport) -> str:
    """Return where the site is now, or why it is not there."""
    from builder.model.publish_target import TargetKind

    where = report.url or report.place
    if report.kind is TargetKind.FOLDER and report.url:
        where += f" (in {report.place})"
    if not report.ok:
        return "There are warnings, so nothing was sent (--strict)."
    if report.is_dry_run:
        return "Nothing was sent (--dry-run)."
    if not report.was_sent:
        return f"Everything is there already: {where}"
    return f"Published: {where}"
