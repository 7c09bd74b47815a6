"""``newsgloss check``: builds the site without writing it."""

from __future__ import annotations

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings


@click.command()
@click.option("--drafts", is_flag=True, help="Check drafts and briefs with a future date, too.")
@click.option("--strict", is_flag=True, help="Fail the check if there are warnings.")
@with_settings
def check(settings: Settings, *, drafts: bool, strict: bool) -> int:
    """Build everything without writing the site, and list what is wrong or unresolved."""
    from builder.commands.build_summary import print_build
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions

    options = BuildOptions(
        root=settings.root, out=settings.root / "site", drafts=drafts, strict=strict, write=False
    )
    with choose_progress(settings) as progress:
        report = build_site(options, progress=progress)
    print_build(report, settings, writes=False)
    return EXIT_OK if report.ok else EXIT_FAILED
