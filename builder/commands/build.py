"""``newsgloss build``: builds the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from builder.build_record.arguments import is_scheduler_address
from builder.build_record.presentation import presentation
from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings
from builder.pipeline.garbage_collection import paused_collection


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
    help="Annotate articles and make files with this number of processes.  [default: by the work and the machine]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    callback=lambda _context, _option, address: _scheduler_address(address),
    help="Annotate on the Dask cluster with this scheduler: tcp://HOST:PORT.",
)
@click.option("--clean", is_flag=True, help="Delete the cache of earlier builds first.")
@click.option("--drafts", is_flag=True, help="Build drafts and briefs with a future date, too.")
@click.option("--strict", is_flag=True, help="Fail the build if there are warnings.")
@with_settings
def build(
    settings: Settings,
    *,
    out: Path | None,
    jobs: int | None,
    cluster: str | None,
    clean: bool,
    drafts: bool,
    strict: bool,
) -> int:
    """Build the site."""
    # Nothing of what is imported or reported is thrown away: to look through it took a twentieth of a small build.
    with paused_collection():
        from builder.commands.build_summary import print_build
        from builder.commands.progress_bars import choose_progress
        from builder.commands.report_words import report_words
        from builder.pipeline.last_build import LastBuild
        from builder.pipeline.options import BuildOptions

        options = BuildOptions(
            root=settings.root,
            out=out.absolute() if out else settings.root / "site",
            jobs=jobs,
            cluster=cluster,
            clean=clean,
            drafts=drafts,
            strict=strict,
        )
        last = LastBuild(options)
        report = last.report
        if report is None:
            from builder.pipeline.build_site import build_site
    if report is None:
        with choose_progress(settings) as progress:
            report = build_site(
                options, progress=progress, known=last.known_digests, seeds=last.known_seeds()
            )
    with paused_collection():
        print_build(report, settings, writes=True)
        shown = presentation(quiet=settings.quiet, as_json=settings.as_json, verbose=settings.verbose)
        last.remember(report, shown, partial(report_words, settings=settings))
    return EXIT_OK if report.ok else EXIT_FAILED


def _scheduler_address(address: str | None) -> str | None:
    """Return the address of ``--cluster``.

    Raises:
        click.BadParameter: if it has no port, so that Dask would not understand it.
    """
    if address is None or is_scheduler_address(address):
        return address
    raise click.BadParameter(f"{address!r} is not the address of a scheduler. Write it as tcp://HOST:PORT.")
