"""Files of ours that someone changed in the site, and files with odd times: what is right is put back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.build_record import file_states
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.last_build import LastBuild
from builder.pipeline.progress import SilentProgress
from tests.support.clean_copies import built, clean_files
from tests.support.last_builds import build, is_known, options_of
from tests.support.sites import read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

PAGE = "site/briefs/harbour-closed.html"
DAY = 86_400 * 10**9


def change_a_byte(path: Path) -> None:
    """Change one byte of a file in place, and keep its size and its time of modification."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def as_command(root: Path) -> BuildReport:
    """Build as the command does, which knows files of the site by the record of the last build."""
    last = LastBuild(options_of(root))
    assert last.report is None
    report = build_site(
        options_of(root), progress=SilentProgress(), known=last.known_digests, seeds=last.known_seeds()
    )
    last.remember(report, "plain", lambda _: (b"", b""))
    return report


@pytest.mark.parametrize(
    "other", [{}, {"content/site.yaml": "title: The Ellery Courier\n"}], ids=["", "edit"]
)
@pytest.mark.parametrize("is_served", [False, True], ids=["built", "served"])
def test_a_page_changed_by_hand_is_put_back_with_a_warning(
    site: Path, tmp_path: Path, other: dict[str, str], *, is_served: bool
) -> None:
    warm: dict[bytes, Any] = {}

    def served(root: Path) -> BuildReport:
        return build_site(options_of(root), progress=SilentProgress(), warm=warm)

    own: Callable[[Path], BuildReport] = served if is_served else as_command
    own(site)
    change_a_byte(site / PAGE)
    write_files(site, other)
    report = own(site)
    (warning,) = report.diagnostics
    assert warning.path == str(site / PAGE)
    assert "changed by hand" in warning.message
    assert PAGE.removeprefix("site/") in report.written
    assert read_tree(site / "site") == clean_files(site, tmp_path / "clean")
    assert not served(site).diagnostics, "it is said once"


def test_the_command_puts_a_page_back(site: Path) -> None:
    before = read_tree(site / "site")
    assert run_newsgloss(["build"], root=site).code == 0
    change_a_byte(site / PAGE)
    done = run_newsgloss(["build"], root=site)
    assert done.code == 0
    assert "changed by hand" in done.err
    assert read_tree(site / "site") == before
    assert not run_newsgloss(["build"], root=site).err


@pytest.mark.parametrize("moment", [10**18, 4 * 10**18], ids=["past", "future"])
@pytest.mark.parametrize("path", ["seeds/harbour.txt", "content/briefs/harbour.yaml", PAGE])
def test_an_edit_is_noticed_whatever_the_times_of_files_are(
    path: str, moment: int, site: Path, tmp_path: Path
) -> None:
    for folder in ("seeds", "content", "site"):
        for one in (site / folder).rglob("*"):
            os.utime(one, ns=(moment, moment))
    build(site)
    assert is_known(site)
    change_a_byte(site / path)
    assert not is_known(site)
    if path == PAGE:
        as_command(site)
        assert read_tree(site / "site") == clean_files(site, tmp_path / "clean")


def test_files_of_a_clock_that_was_set_back_are_read_each_time(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing but the size and the time of modification, as some file systems have it: the worst case.
    monkeypatch.setattr(file_states, "_state", lambda status: f"{status.st_size} {status.st_mtime_ns}")
    build(site)
    real = time.time_ns
    monkeypatch.setattr("builder.build_record.comparison.time.time_ns", lambda: real() - DAY)
    assert not is_known(site), "the last build is to come"
    build(site)
    assert is_known(site)
    change_a_byte(site / "seeds/harbour.txt")
    assert not is_known(site)
    built(site)
    assert read_tree(site / "site") == clean_files(site, tmp_path / "clean")
