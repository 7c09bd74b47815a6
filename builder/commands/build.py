"""``newsgloss build``: builds the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from builder.build_record.presentation import presentation
from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the site to this folder.  [default: site in the site's folder]",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Annotate with this number of processes.  [default: by the work and the machine]",
)
@click.option("--clean", is_flag=True, help="Delete the cache of earlier builds first.")
@click.option("--drafts", is_flag=True, help="Build drafts and briefs with a future date, too.")
@click.option("--strict", is_flag=True, help="Fail the build if there are warnings.")
@with_settings
def build(
    settings: Settings, *, out: Path | None, jobs: int | None, clean: bool, drafts: bool, strict: bool
) -> int:
    """Build the site."""
    from builder.commands.build_summary import print_build
    from builder.commands.progress_bars import choose_progress
    from builder.commands.report_words import report_words
    from builder.pipeline.last_build import LastBuild
    from builder.pipeline.options import BuildOptions

    options = BuildOptions(
        root=settings.root,
        out=out.absolute() if out else settings.root / "site",
        jobs=jobs,
        clean=clean,
        drafts=drafts,
        strict=strict,
    )
    last = LastBuild(options)
    report = last.report
    if report is None:
        from builder.pipeline.build_site import build_site

        with choose_progress(settings) as progress:
            report = build_site(options, progress=progress, known=last.known_digests)
    print_build(report, settings, writes=True)
    shown = presentation(quiet=settings.quiet, as_json=settings.as_json, verbose=settings.verbose)
    last.remember(report, shown, partial(report_words, settings=settings))
    return EXIT_OK if report.ok else EXIT_FAILED
