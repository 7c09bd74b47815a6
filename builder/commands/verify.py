"""``newsgloss verify``: compares a site on disk with what the last build wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from rich.text import Text

    from builder.write.verification import Verification


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Verify the site in this folder.  [default: site in the site's folder]",
)
@with_settings
def verify(settings: Settings, *, out: Path | None) -> int:
    """Compare the site with the list of files that the last build wrote."""
    from builder.commands.console import print_lines
    from builder.commands.json_output import print_json
    from builder.commands.progress_bars import choose_progress
    from builder.write.verification import verify_site

    folder = out.absolute() if out else settings.root / "site"
    with choose_progress(settings) as progress:

        def track(paths: Iterable[str], total: int) -> Iterator[str]:
            return progress.track(paths, stage="verify", total=total)

        found = verify_site(folder, track=track)
    if settings.as_json:
        print_json(_as_json(found, folder), settings)
    else:
        print_lines(_report(found, folder, settings))
    return EXIT_OK if found.ok else EXIT_FAILED


def _as_json(found: Verification, folder: Path) -> dict[str, object]:
    return {
        "ok": found.ok,
        "out": str(folder),
        "files": found.files,
        "missing": list(found.missing),
        "changed": list(found.changed),
        "foreign": list(found.foreign),
        "diagnostics": [],
    }


def _report(found: Verification, folder: Path, settings: Settings) -> Iterator[Text]:
    """Yield the lines on missing, changed and foreign files, and the totals."""
    from rich.text import Text

    for label, style, paths in (("missing", "red", found.missing), ("changed", "red", found.changed)):
        for path in paths:
            yield Text.assemble((label, style), f" {path}")
    if settings.quiet:
        return
    for path in found.foreign:
        yield Text.assemble(("foreign", "cyan"), f" {path}")
    counts = f"{found.files} files: {len(found.missing)} missing, {len(found.changed)} changed"
    foreign = f"{len(found.foreign)} that newsgloss did not make"
    yield Text(f"{folder} has {counts}; and {foreign}.", style="bold")
    if not found.ok:
        yield Text("Build the site again: the build restores missing and changed files.")
