"""Several builds of one site at once: each gives a whole site or says why not, and the next one is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.viewers import Viewers
from builder.pipeline.build_site import build_site
from builder.pipeline.last_build import LastBuild
from builder.pipeline.progress import SilentProgress
from builder.write import swap
from tests.support.clean_copies import attempted, built, clean_files
from tests.support.last_builds import build, is_known, options_of
from tests.support.sites import LIBRARY, PROJECT, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

TITLE = {"content/site.yaml": "title: The Ellery Courier\n"}
EDIT = {"seeds/library.txt": LIBRARY.replace("paid for", "chose")}
COMMAND = [sys.executable, "-c", "from builder.entry_points import main; main()", "build"]


def test_builds_in_two_processes(site: Path, tmp_path: Path) -> None:
    write_files(site, TITLE)
    expected = clean_files(site, tmp_path / "clean")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    builds = [
        subprocess.Popen(COMMAND, cwd=site, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = {build.communicate()[1]: build.returncode for build in builds}
    assert 0 in {build.returncode for build in builds}
    for words, code in said.items():
        assert code in (0, 1), words
        assert "Traceback" not in words
        assert "Another build is running and writes to this folder." in words or code == 0
    assert read_tree(site / "site") == expected
    assert run_newsgloss(["build"], root=site).code == 0
    assert read_tree(site / "site") == expected
    assert run_newsgloss(["verify"], root=site).code == 0
    assert {path.name for path in site.iterdir()} == {"seeds", "content", "site", ".newsgloss"}


def test_a_build_during_another(site: Path, tmp_path: Path) -> None:
    write_files(site, TITLE)
    expected = clean_files(site, tmp_path / "clean")
    options = options_of(site)
    inner = []
    report = build_site(
        options, progress=SilentProgress(), viewers=Viewers(lambda _: inner.append(built(site)))
    )
    assert report.ok
    assert inner[0].written
    assert read_tree(site / "site") == expected
    built(site)
    assert read_tree(site / "site") == expected


def test_an_edit_and_a_build_during_another(site: Path, tmp_path: Path) -> None:
    build(site)
    write_files(site, TITLE)
    options = options_of(site)
    last = LastBuild(options)
    assert last.report is None

    def edit_and_build(_: object) -> None:
        write_files(site, EDIT)
        assert build(site).ok
        assert is_known(site)

    report = build_site(
        options, progress=SilentProgress(), viewers=Viewers(edit_and_build), known=last.known_digests
    )
    last.remember(report, "plain", lambda _: (b"", b""))
    assert report.ok
    expected = clean_files(site, tmp_path / "clean")
    assert read_tree(site / "site") != expected, "the build that began first does not know of the edit"
    assert not is_known(site)
    assert built(site).annotated == 0
    assert read_tree(site / "site") == expected


def test_a_build_while_another_writes_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(site, TITLE)
    expected = clean_files(site, tmp_path / "clean")
    flush = swap.flush
    refused = []

    def build_meanwhile(folder: Path) -> None:
        monkeypatch.setattr(swap, "flush", flush)
        refused.append(attempted(site))
        flush(folder)

    monkeypatch.setattr(swap, "flush", build_meanwhile)
    assert built(site).written
    (report,) = refused
    assert not report.ok
    assert "Another build is running" in report.diagnostics[-1].message
    assert read_tree(site / "site") == expected
    built(site)
    assert read_tree(site / "site") == expected
