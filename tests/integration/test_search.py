"""The search in a build: cached, replaced as a whole, and left out if its index cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from builder.search import pagefind
from tests.support.sites import HARBOUR, read_tree, write_files

pytestmark = pytest.mark.model


def build(root: Path, *, strict: bool = False) -> BuildReport:
    return build_site(BuildOptions(root=root, out=root / "site", strict=strict), progress=SilentProgress())


def index_of(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in read_tree(root / "site").items() if path.startswith("pagefind/")}


def test_build_without_changes_does_not_run_pagefind(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("pagefind was run"))
    report = build(site)
    assert report.ok
    assert report.changed == 0
    assert "pagefind/pagefind-entry.json" in report.unchanged


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("content/site.yaml", "title: The Ellery Courier\n"),
        ("content/entities.yaml", "people:\n  hilda-brandvold: {name: Hilda Quill Brandvold, role: Mayor}\n"),
    ],
    ids=["title", "a speaker's name"],
)
def test_change_outside_the_records_does_not_run_pagefind(
    path: str, content: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("pagefind was run"))
    before = index_of(site)
    write_files(site, {path: content})
    report = build(site)
    assert report.ok
    assert report.changed > 0
    assert index_of(site) == before


def test_replaced_index_leaves_no_file(site: Path) -> None:
    before = index_of(site)
    write_files(site, {"seeds/harbour.txt": HARBOUR.replace("piles", "timbers")})
    report = build(site)
    after = index_of(site)
    assert report.ok
    assert len([path for path in after if path.endswith(".pf_meta")]) == 1
    assert {path for path in report.removed if path.startswith("pagefind/")} == before.keys() - after.keys()
    assert before.keys() - after.keys()
    write_files(site, {"seeds/harbour.txt": HARBOUR})
    build(site)
    assert index_of(site) == before, "the same words give the same files"


def test_site_without_an_index_has_no_search_and_the_build_warns(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: site / "no-such-program")
    write_files(site, {"seeds/harbour.txt": HARBOUR.replace("piles", "timbers")})
    before = read_tree(site / "site")
    assert not build(site, strict=True).ok
    assert read_tree(site / "site") == before
    report = build(site)
    assert report.ok
    (problem,) = [found for found in report.diagnostics if "pagefind" in found.message]
    assert problem.severity == "warning"
    files = read_tree(site / "site")
    assert "search.html" not in files
    assert index_of(site) == {}
    assert not [path for path, data in files.items() if b"search.html" in data]
    assert not [found for found in report.diagnostics if found is not problem and found.severity != "note"]
