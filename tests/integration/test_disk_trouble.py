"""Builds on a full disk and with a cache that cannot be written: a clear message, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.model.diagnostic import Severity
from builder.pipeline.build_report import BuildReport
from builder.store.connection import open_or_replace
from builder.write import writer
from builder.write.manifest import MARKER
from tests.support.clean_copies import attempted, built, clean_files
from tests.support.sites import LIBRARY, read_tree, write_files

pytestmark = pytest.mark.model

EDIT = {"seeds/library.txt": LIBRARY.replace("paid for", "chose")}
TITLE = {"content/site.yaml": "title: The Ellery Courier\n"}
OTHER_USER = 65534


def words(report: BuildReport, severity: Severity) -> list[str]:
    return [f"{one.path}: {one.message} {one.hint}" for one in report.diagnostics if one.severity is severity]


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file of the store grow no more."""

    def without_space(path: Path) -> sqlite3.Connection:
        connection = open_or_replace(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr("builder.store.database.open_or_replace", without_space)


@pytest.mark.parametrize("is_cold", [False, True], ids=["after an edit", "without a cache"])
def test_a_disk_without_space_for_the_cache_costs_only_time(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_cold: bool
) -> None:
    write_files(site, EDIT)
    if is_cold:
        shutil.rmtree(site / ".newsgloss")
    expected = clean_files(site, tmp_path / "clean")
    with monkeypatch.context() as patch:
        fill_disk(patch)
        (warning,) = words(built(site), Severity.WARNING)
    assert warning.startswith(".newsgloss: The cache cannot be written: database or disk is full.")
    assert "the space on its disk" in warning
    assert read_tree(site / "site") == expected
    assert not words(built(site), Severity.WARNING)
    assert read_tree(site / "site") == expected
    assert built(site).annotated == 0


@pytest.mark.parametrize("where", ["index.html", "people/hilda-brandvold.html", MARKER])
def test_a_disk_without_space_for_the_site_leaves_the_last_one(
    where: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_tree(site / "site")
    write_files(site, TITLE | EDIT)
    expected = clean_files(site, tmp_path / "clean")
    write_file = writer._write_file

    def write_half(path: Path, data: bytes) -> None:
        if path.as_posix().endswith(f"newsgloss-new/{where}"):
            write_file(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write_file(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(writer, "_write_file", write_half)
        report = attempted(site)
    (problem,) = words(report, Severity.ERROR)
    assert "no space is left on the device" in problem
    assert "The last site is unchanged." in problem
    assert read_tree(site / "site") == before
    assert {path.name for path in site.iterdir()} == {"seeds", "content", "site", ".newsgloss"}
    again = built(site)
    assert again.annotated == 0, "what was annotated is not lost"
    assert read_tree(site / "site") == expected


@pytest.fixture
def read_only(good_site: Path, tmp_path: Path) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """Yield a site whose cache can only be read, and what a clean build gives, in a process that is not root's."""
    with TemporaryDirectory() as base:  # no one but its owner may enter tmp_path
        root = Path(shutil.copytree(good_site, Path(base) / "newsroom", symlinks=True))
        write_files(root, TITLE)
        expected = clean_files(root, tmp_path / "clean")
        before = os.geteuid()
        if before == 0:  # root may write anywhere
            for path in (Path(base), root, *root.rglob("*")):
                os.chown(path, OTHER_USER, OTHER_USER)
        for path in (root / ".newsgloss").iterdir():
            path.chmod(0o444)
        (root / ".newsgloss").chmod(0o555)
        os.seteuid(before or OTHER_USER)
        try:
            yield root, expected
        finally:
            os.seteuid(before)
            (root / ".newsgloss").chmod(0o755)


def test_a_cache_that_cannot_be_written_is_read_and_reported(
    read_only: tuple[Path, dict[str, bytes]],
) -> None:
    root, expected = read_only
    report = built(root)
    (warning,) = words(report, Severity.WARNING)
    assert warning.startswith(".newsgloss: The cache cannot be written:")
    assert "Check the permissions of this folder" in warning
    assert report.annotated == 0
    assert read_tree(root / "site") == expected
