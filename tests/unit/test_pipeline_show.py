"""The files of a site that a build shows before it writes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.model.site_file import SiteFile
from builder.model.viewers import Viewers
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress


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
