"""Builds that leave a record, and whether the next one knows that nothing changed."""

from __future__ import annotations

from pathlib import Path

from builder.build_record.comparison import Sight, check_unchanged
from builder.build_record.file_states import DoubtError
from builder.build_record.record import read_record
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.last_build import LastBuild
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress


def options_of(
    root: Path, *, out: Path | None = None, drafts: bool = False, strict: bool = False
) -> BuildOptions:
    return BuildOptions(root=root, out=out or root / "site", drafts=drafts, strict=strict)


def build(root: Path) -> BuildReport:
    """Build a site completely, and write the record as the command does."""
    options = options_of(root)
    last = LastBuild(options)
    last.report = None
    report = build_site(options, progress=SilentProgress())
    last.remember(report, "plain", lambda report: (str(report.counts).encode(), b""))
    return report


def is_known(root: Path, *, out: Path | None = None, drafts: bool = False, strict: bool = False) -> bool:
    """Return True if a build would know from the record that nothing changed."""
    try:
        record = read_record(str(root / ".newsgloss"))
        sight = Sight(root=str(root), out=str(out or root / "site"), drafts=drafts, strict=strict)
        check_unchanged(sight, record)
    except (DoubtError, OSError):
        return False
    return True
