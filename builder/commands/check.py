"""``newsgloss check``: builds the site without writing it, and looks at it as readers and other programs do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from builder.audit.audit import Audit
    from builder.model.diagnostic import Diagnostic
    from builder.model.site_file import SiteFile
    from builder.pipeline.build_report import BuildReport
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import Progress


@click.command()
@click.option("--drafts", is_flag=True, help="Check drafts and briefs with a future date, too.")
@click.option("--strict", is_flag=True, help="Fail the check if there are warnings.")
@click.option("--external", is_flag=True, help="Ask for every link to another site, too.")
@click.option("--github", is_flag=True, help="Print annotations of GitHub Actions instead of text.")
@with_settings
def check(settings: Settings, *, drafts: bool, strict: bool, external: bool, github: bool) -> int:
    """Build everything without writing the site, and list what is wrong, heavy or unresolved."""
    from builder.commands.annotations import github_annotations
    from builder.commands.build_summary import print_build
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.build_report import fails_build
    from builder.pipeline.options import BuildOptions

    if github and settings.as_json:
        raise click.UsageError("--github and --json are two forms of the same: give one.")
    options = BuildOptions(
        root=settings.root, out=settings.root / "site", drafts=drafts, strict=strict, write=False
    )
    with choose_progress(settings) as progress:
        report, audit = _built(options, progress)
        found = [*report.diagnostics, *(audit.problems if audit is not None else ())]
        if audit is not None:
            found += _doubts(options, progress)
            if external:
                from builder.audit.outside_links import outside_problems

                found += outside_problems(audit.outside, progress=progress)
    ordered = tuple(sorted(found, key=lambda one: (one.path, one.line or 0, one.severity, one.message)))
    ok = report.ok and not any(fails_build(one.severity, strict=strict) for one in ordered)
    report = replace(report, diagnostics=ordered, ok=ok)
    if github:
        for line in github_annotations(ordered):
            click.echo(line)
    else:
        print_build(report, settings, writes=False)
    return EXIT_OK if ok else EXIT_FAILED


def _built(options: BuildOptions, progress: Progress) -> tuple[BuildReport, Audit | None]:
    """Return the report of a build without writing, and the audit of its site; None if it has errors."""
    from builder.audit.audit import audit_site
    from builder.content.load import load_content
    from builder.content.static_files import static_names
    from builder.model.viewers import Viewers
    from builder.pipeline.build_site import build_site

    audits: list[Audit] = []

    def look(files: Mapping[str, SiteFile]) -> None:
        content, unread = load_content(options.root), static_names(options.root)
        audits[:] = [audit_site(files, content, unread=unread, progress=progress)]

    report = build_site(options, progress=progress, viewers=Viewers(look))
    return report, audits[0] if audits else None


def _doubts(options: BuildOptions, progress: Progress) -> list[Diagnostic]:
    """Return a note with the number of open doubts, if there are any."""
    from builder.commands.invocation import to_paste
    from builder.model.diagnostic import note
    from builder.pipeline.review_site import review_site

    work = review_site(options, progress=progress, everything=True).worklist
    if not work.items:
        return []
    words = f"{len(work.items)} doubts are open." if len(work.items) > 1 else "One doubt is open."
    return [note("", None, words, f"List them:  {to_paste('review', root=options.root)}")]
