"""``newsgloss publish``: builds the site, and sends what changed to a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from rich.text import Text

    from builder.model.diagnostic import Diagnostic
    from builder.model.publish_target import PublishTarget
    from builder.pipeline.build_report import BuildReport
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import Progress
    from builder.publish.publish_report import PublishReport


@click.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Show what would be sent and removed, and stop.")
@click.option("--force", is_flag=True, help="Replace files at the target that newsgloss did not send.")
@click.option("--strict", is_flag=True, help="Publish nothing if there are warnings.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Build and publish the site in this folder.  [default: site in the site's folder]",
)
@with_settings
def publish(
    settings: Settings, *, target: str | None, dry_run: bool, force: bool, strict: bool, out: Path | None
) -> int:
    """Build the site, and send what changed to a target of content/site.yaml."""
    from builder.commands.console import print_diagnostics
    from builder.commands.failures import print_failure
    from builder.commands.progress_bars import choose_progress
    from builder.model.diagnostic import InputError
    from builder.pipeline.options import BuildOptions
    from builder.publish.publish_report import publish_target
    from builder.publish.targets import EXAMPLE, NoTargetError

    folder = out.absolute() if out else settings.root / "site"
    options = BuildOptions(root=settings.root, out=folder, strict=strict)
    try:
        chosen, site_url = _choose(settings.root, target)
    except NoTargetError as problem:
        code = print_failure(problem.diagnostics, settings)
        if not settings.as_json:
            click.echo(f"\n{EXAMPLE}", err=True, nl=False)
        return code
    built = _build(options, settings)
    if not built.ok or chosen is None:
        return _fail(built.diagnostics, settings)
    if not settings.as_json:
        print_diagnostics(built.diagnostics, notes=settings.verbose)

    def begin(planned: PublishReport) -> AbstractContextManager[Progress]:
        _print_plan(planned, settings)
        return choose_progress(settings)

    try:
        report = publish_target(chosen, options, begin=begin, site_url=site_url, dry_run=dry_run, force=force)
    except InputError as problem:
        return _fail((*(built.diagnostics if settings.as_json else ()), *problem.diagnostics), settings)
    if not report.was_sent:
        _print_plan(report, settings)
    _print_result(report, built.diagnostics, settings)
    return EXIT_OK if report.ok else EXIT_FAILED


def _choose(root: Path, name: str | None) -> tuple[PublishTarget | None, str | None]:
    """Return the target, and the address of the site; no target if the settings have errors, which a build reports.

    Raises:
        InputError: if there is no such target.
    """
    from builder.content.site_settings import PATH, load_site
    from builder.model.diagnostic import Severity
    from builder.publish.targets import choose_target
    from builder.schema.report import Report

    report = Report(PATH)
    site = load_site(root, report)
    if any(found.severity is Severity.ERROR for found in report.found):
        return None, None
    return choose_target(site.publish, name), site.url


def _build(options: BuildOptions, settings: Settings) -> BuildReport:
    """Build the site, or return the report of the last build if nothing changed since."""
    from dataclasses import replace

    from builder.build_record.presentation import presentation
    from builder.commands.progress_bars import choose_progress
    from builder.commands.report_words import report_words
    from builder.pipeline.last_build import LastBuild

    last = LastBuild(options)
    if last.report is not None:
        return last.report
    from builder.pipeline.build_site import build_site

    with choose_progress(settings) as progress:
        report = build_site(options, progress=progress, known=last.known_digests)
    shown = presentation(quiet=settings.quiet, as_json=settings.as_json, verbose=settings.verbose)
    last.remember(report, shown, partial(report_words, settings=replace(settings, command="build")))
    return report


def _fail(diagnostics: Iterable[Diagnostic], settings: Settings) -> int:
    """Print why nothing was published; return the exit code."""
    from builder.commands.failures import print_failure

    code = print_failure(tuple(diagnostics), settings)
    if not settings.as_json:
        click.echo("The site was not published.", err=True)
    return code


def _print_plan(report: PublishReport, settings: Settings) -> None:
    """Print what a publish will change, as text."""
    from builder.commands.console import print_diagnostics, print_lines

    if settings.as_json:
        return
    print_diagnostics(report.diagnostics, notes=settings.verbose)
    if not settings.quiet:
        print_lines(_lines(report, settings))


def _print_result(report: PublishReport, earlier: Iterable[Diagnostic], settings: Settings) -> None:
    """Print where the site is, or the whole report as JSON.

    Args:
        report: the report.
        earlier: the diagnostics of the build, which have been printed as text.
        settings: how much to print, and in which form.
    """
    from rich.text import Text

    from builder.commands.console import print_lines
    from builder.commands.json_output import diagnostics_as_json, print_json

    if settings.as_json:
        diagnostics = diagnostics_as_json((*earlier, *report.diagnostics))
        print_json({**report.as_json(), "diagnostics": diagnostics}, settings)
    elif not settings.quiet:
        print_lines([Text(_closing_line(report), style="bold")])


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
