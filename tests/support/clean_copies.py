"""Builds in this process, and what a build from nothing gives of the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import read_tree


def built(root: Path) -> BuildReport:
    """Build a site without its record; return the report of the build, which succeeds."""
    report = attempted(root)
    assert report.ok, "\n".join(map(str, report.diagnostics))
    return report


def attempted(root: Path) -> BuildReport:
    """Build a site without its record; return the report of the build."""
    return build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())


def clean_files(root: Path, folder: Path) -> dict[str, bytes]:
    """Return the files that a build from nothing gives of a site.

    Args:
        root: the site's folder.
        folder: does not exist; a copy of the editor's files is built in it.
    """
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".newsgloss"))
    built(folder)
    return read_tree(folder / "site")
