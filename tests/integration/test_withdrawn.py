"""A withdrawn brief leaves a page that says so, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.sites import SITE, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

MILL = """PORT ELLERY, Maine — Balthasar Quennell bought the Thornbury Mill on Monday.

“We reopen it in spring,” Quennell said. The Coastal Engineering Board agreed.
"""
TRACES = (b"Quennell", b"quennell", b"Thornbury", b"thornbury", b"reopen it in spring")
ADDRESS = "briefs/old-mill.html"
PUBLISHED = "slug: old-mill\nheadline: Thornbury Mill is sold\ndate: 2031-01-05\n"
WITHDRAWN = f"{PUBLISHED}withdrawn: We could not confirm the sale.\n"
URL = {"content/site.yaml": SITE["content/site.yaml"] + "url: https://example.org\n"}


def build(root: Path, *arguments: str) -> dict[str, object]:
    answer = run_newsgloss(["build", "--json", *arguments], root=root).answer
    assert answer["ok"], answer["diagnostics"]
    return answer


def traces(root: Path) -> list[str]:
    files = read_tree(root / "site")
    return [name for name, data in files.items() if any(trace in name.encode() + data for trace in TRACES)]


def without_page(root: Path) -> dict[str, bytes]:
    """Return the files of the site without the page of the brief and the list of all files."""
    return {
        path: data
        for path, data in read_tree(root / "site").items()
        if path not in (ADDRESS, ".newsgloss-site")
    }


@pytest.fixture
def published(site: Path) -> Path:
    """Return a site with the brief, built, after one without it was built."""
    write_files(site, URL)
    build(site)
    shutil.copytree(site / "site", site.parent / "before" / "site")
    write_files(site, {"seeds/mill.txt": MILL, "content/briefs/mill.yaml": PUBLISHED})
    build(site)
    assert len(traces(site)) > 5
    return site


@pytest.mark.parametrize("arguments", [(), ("--drafts",)])
def test_a_withdrawn_brief_leaves_only_a_page_that_says_so(published: Path, arguments: tuple[str]) -> None:
    write_files(published, {"content/briefs/mill.yaml": WITHDRAWN})
    answer = build(published, *arguments)
    assert (answer["briefs"], answer["held_back"]) == (2, [])
    assert answer["withdrawn"] == [{"brief": "mill", "path": "content/briefs/mill.yaml"}]
    assert traces(published) == []
    page = (published / "site" / ADDRESS).read_text("utf-8")
    assert "This brief was withdrawn" in page
    assert "<p>We could not confirm the sale.</p>" in page
    assert '<meta name="robots" content="noindex">' in page
    assert without_page(published) == without_page(published.parent / "before")


def test_the_seed_of_a_withdrawn_brief_may_be_deleted(published: Path) -> None:
    write_files(published, {"content/briefs/mill.yaml": WITHDRAWN})
    build(published)
    before = read_tree(published / "site")
    write_files(published, {"seeds/mill.txt": None})
    assert build(published)["withdrawn"] == [{"brief": "mill", "path": "content/briefs/mill.yaml"}]
    assert read_tree(published / "site") == before
    write_files(published, {"content/briefs/mill.yaml": "withdrawn: We were wrong.\n"})
    build(published)
    assert (published / "site" / "briefs" / "mill.html").exists()
    assert not (published / "site" / ADDRESS).exists()


def test_a_withdrawn_brief_is_named_and_can_be_published_again(published: Path) -> None:
    before = read_tree(published / "site")
    write_files(published, {"content/briefs/mill.yaml": WITHDRAWN})
    done = run_newsgloss(["build"], root=published)
    assert "Withdrawn 1: mill" in done.words
    assert "--drafts" not in done.words
    assert "Withdrawn 1: mill." in run_newsgloss(["review"], root=published).words
    write_files(published, {"content/briefs/mill.yaml": PUBLISHED})
    build(published)
    assert read_tree(published / "site") == before


def test_the_address_of_a_withdrawn_brief_is_not_free(published: Path) -> None:
    write_files(published, {"content/briefs/mill.yaml": WITHDRAWN, "seeds/old-mill.txt": MILL})
    done = run_newsgloss(["build"], root=published)
    assert done.code == 1
    assert f"Two pages have the address {ADDRESS}" in done.words
