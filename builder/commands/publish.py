"""``newsgloss publish``: builds the site, and sends what changed to a target, or to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.commands.common_options import with_settings
from builder.commands.publish_output import print_closing, print_not_published, print_plan
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from builder.model.diagnostic import Diagnostic
    from builder.model.publish_target import PublishTarget
    from builder.pipeline.build_report import BuildReport
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import Progress
    from builder.publish.publish_report import PublishReport


@click.command()
@click.argument("target", required=False)
@click.option("--all", "every", is_flag=True, help="Publish to every target, one after the other.")
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
    settings: Settings,
    *,
    target: str | None,
    every: bool,
    dry_run: bool,
    force: bool,
    strict: bool,
    out: Path | None,
) -> int:
    """Build the site, and send what changed to a target of content/site.yaml."""
    from builder.commands.console import print_diagnostics
    from builder.commands.failures import print_failure
    from builder.pipeline.options import BuildOptions
    from builder.publish.targets import EXAMPLE, NoTargetError

    if every and target is not None:
        raise click.UsageError("Give either a target or --all.")
    folder = out.absolute() if out else settings.root / "site"
    options = BuildOptions(root=settings.root, out=folder, strict=strict)
    try:
        chosen, site_url = _choose(settings.root, target, every=every)
    except NoTargetError as problem:
        code = print_failure(problem.diagnostics, settings)
        if not settings.as_json:
            click.echo(f"\n{EXAMPLE}", err=True, nl=False)
        return code
    built = _build(options, settings)
    if not built.ok or not chosen:
        return _fail(built.diagnostics, settings)
    if not settings.as_json:
        print_diagnostics(built.diagnostics, notes=settings.verbose)
    send = partial(_send, options=options, settings=settings, site_url=site_url, dry_run=dry_run, force=force)
    if every:
        return _publish_all(chosen, send, built.diagnostics, settings)
    return _publish_one(chosen[0], send, built.diagnostics, settings)


def _publish_one(
    target: PublishTarget,
    send: partial[PublishReport],
    earlier: Iterable[Diagnostic],
    settings: Settings,
) -> int:
    """Publish to a target; return the exit code.

    Args:
        target: the target.
        send: publishes to a target.
        earlier: the diagnostics of the build, which have been printed as text.
        settings: how much to print, and in which form.
    """
    from builder.commands.json_output import diagnostics_as_json, print_json
    from builder.model.diagnostic import InputError

    try:
        report = send(target)
    except InputError as problem:
        return _fail((*(earlier if settings.as_json else ()), *problem.diagnostics), settings)
    print_closing(report, settings, is_named=False)
    if settings.as_json:
        diagnostics = diagnostics_as_json((*earlier, *report.diagnostics))
        print_json({**report.as_json(), "diagnostics": diagnostics}, settings)
    return EXIT_OK if report.ok else EXIT_FAILED


def _publish_all(
    targets: Sequence[PublishTarget],
    send: partial[PublishReport],
    earlier: Iterable[Diagnostic],
    settings: Settings,
) -> int:
    """Publish to each target, also after one that fails; return the exit code. Arguments as of ``_publish_one``."""
    from builder.commands.console import print_diagnostics
    from builder.commands.json_output import diagnostics_as_json, print_json
    from builder.model.diagnostic import InputError

    answers: list[dict[str, Any]] = []
    for target in targets:
        try:
            report = send(target)
        except InputError as problem:
            if not settings.as_json:
                print_diagnostics(problem.diagnostics, notes=settings.verbose)
            print_not_published(settings, target.name)
            found = diagnostics_as_json(problem.diagnostics)
            answers.append({"ok": False, "target": target.name, "kind": target.kind, "diagnostics": found})
            continue
        print_closing(report, settings, is_named=True)
        answers.append({**report.as_json(), "diagnostics": diagnostics_as_json(report.diagnostics)})
    ok = all(answer["ok"] for answer in answers)
    if settings.as_json:
        print_json({"ok": ok, "targets": answers, "diagnostics": diagnostics_as_json(earlier)}, settings)
    return EXIT_OK if ok else EXIT_FAILED


def _send(
    target: PublishTarget,
    *,
    options: BuildOptions,
    settings: Settings,
    site_url: str | None,
    dry_run: bool,
    force: bool,
) -> PublishReport:
    """Publish the built site to a target, and print what changes there; return the report.

    Raises:
        InputError: if the site cannot be published there.
    """
    from builder.commands.progress_bars import choose_progress
    from builder.publish.publish_report import publish_target

    def begin(planned: PublishReport) -> AbstractContextManager[Progress]:
        print_plan(planned, settings)
        return choose_progress(settings)

    report = publish_target(target, options, begin=begin, site_url=site_url, dry_run=dry_run, force=force)
    if not report.was_sent:
        print_plan(report, settings)
    return report


def _choose(root: Path, name: str | None, *, every: bool) -> tuple[tuple[PublishTarget, ...], str | None]:
    """Return the targets, and the address of the site; none if the settings have errors, which a build reports.

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
        return (), None
    chosen = site.publish if every and site.publish else (choose_target(site.publish, name),)
    return chosen, site.url


def _build(options: BuildOptions, settings: Settings) -> BuildReport:
    """Build the site, or return the report of the last build if nothing changed since."""
    from msgspec.structs import replace

    from builder.build_record.presentation import presentation
    from builder.commands.progress_bars import choose_progress
    from builder.commands.report_words import report_words
    from builder.pipeline.last_build import LastBuild

    last = LastBuild(options)
    if last.report is not None:
        return last.report
    from builder.pipeline.build_site import build_site

    with choose_progress(settings) as progress:
        report = build_site(options, progress=progress, known=last.known_digests, seeds=last.known_seeds())
    shown = presentation(quiet=settings.quiet, as_json=settings.as_json, verbose=settings.verbose)
    last.remember(report, shown, partial(report_words, settings=replace(settings, command="build")))
    return report


def _fail(diagnostics: Iterable[Diagnostic], settings: Settings) -> int:
    """Print why nothing was published; return the exit code."""
    from builder.commands.failures import print_failure

    code = print_failure(tuple(diagnostics), settings)
    print_not_published(settings)
    return code
