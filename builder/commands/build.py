"""``build``: the site, from seeds and content."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the site is written.  [default: site in the site's folder]",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes annotate at once.  [default: by the work and the machine]",
)
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered, and do everything anew.")
@click.option("--drafts", is_flag=True, help="Build drafts and briefs of days to come, too.")
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@with_settings
def build(
    settings: Settings, *, out: Path | None, jobs: int | None, clean: bool, drafts: bool, strict: bool
) -> int:
    """Build the site."""
    from builder.commands.console import tell_build
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions

    options = BuildOptions(
        root=settings.root,
        out=out.absolute() if out else settings.root / "site",
        jobs=jobs,
        clean=clean,
        drafts=drafts,
        strict=strict,
    )
    with choose_progress(settings) as progress:
        report = build_site(options, progress=progress)
    tell_build(report, settings, writes=True)
    return EXIT_OK if report.ok else EXIT_FAILED
