"""The files of a site that a build shows before it writes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.model.site_file import SiteFile
from builder.model.viewers import OvertakenError, Viewers
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import read_tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (("site.yaml", "title: Ledger\n"), ("pages/about.md", "# About\n\nAbout us.\n")):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    return tmp_path


def build(root: Path, shown: list[dict[str, bytes]]) -> BuildReport:
    def show(files: Mapping[str, SiteFile]) -> None:
        assert not (root / "site").exists()
        shown.append({path: file.read() for path, file in files.items()})

    options = BuildOptions(root=root, out=root / "site")
    return build_site(options, progress=SilentProgress(), viewers=Viewers(show))


def test_a_build_shows_every_file_but_the_index_of_the_search_before_it_writes_them(root: Path) -> None:
    shown: list[dict[str, bytes]] = []
    report = build(root, shown)
    assert report.ok
    (files,) = shown
    assert b"About us." in files["about.html"]
    written = {path for path in report.written if not path.startswith("pagefind/")}
    assert files.keys() == written
    assert all((root / "site" / path).read_bytes() == data for path, data in files.items())


def test_open_pages_are_shown_before_others_are_made(root: Path) -> None:
    options = BuildOptions(root=root, out=root / "site")
    events: list[tuple[str, list[str]]] = []
    viewers = Viewers(
        show=lambda files: events.append(("all", sorted(files))),
        show_pages=lambda files: events.append(("pages", sorted(files))),
        open_pages=lambda: ["about.html", "gone.html"],
    )
    report = build_site(options, progress=SilentProgress(), viewers=viewers)
    assert report.ok
    pages, everything = events
    assert pages == ("pages", ["about.html"])
    assert {"about.html", "index.html"} <= {*everything[1]}


def test_a_build_that_is_overtaken_writes_nothing_and_the_next_is_as_if_it_had_not_been(root: Path) -> None:
    options = BuildOptions(root=root, out=root / "site")
    warm: dict[bytes, Any] = {}
    for moment in range(200):
        questions = iter(range(moment))
        viewers = Viewers(is_overtaken=lambda questions=questions: next(questions, None) is None)  # type: ignore[misc]
        about = f"# About\n\nAttempt {moment}.\n"
        (root / "content/pages/about.md").write_text(about, encoding="utf-8")
        try:
            build_site(options, progress=SilentProgress(), viewers=viewers, warm=warm)
        except OvertakenError:
            assert not (root / "site").exists()
        else:
            break
    assert moment > 5  # between the pages, and between the stages
    clean = BuildOptions(root=root, out=root / "clean", clean=True)
    build_site(clean, progress=SilentProgress())
    assert read_tree(root / "site") == read_tree(root / "clean")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("site.yaml", "titel: Ledger\n"),
        (
            "../templates/pages/text.html",
            '<!doctype html><title>t</title><script src="https://lowmoor.example/x.js"></script>',
        ),
    ],
)
def test_a_build_with_errors_shows_nothing(root: Path, name: str, text: str) -> None:
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "content" / name).write_text(text, encoding="utf-8")
    shown: list[dict[str, bytes]] = []
    assert not build(root, shown).ok
    assert not shown
