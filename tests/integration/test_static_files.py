"""Static files: what is in ``content/static/`` is on the site as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content import static_files as static
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import read_tree

PICTURE = bytes(range(256)) * 40


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    write(
        tmp_path,
        "content/pages/about.md",
        b"# About\n\nSee [the map](maps/bay.html#pier) and ![the bay](maps/bay.png).\n",
    )
    return tmp_path


def write(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def build(root: Path, *, out: str = "site", clean: bool = False) -> BuildReport:
    options = BuildOptions(root=root, out=root / out, clean=clean)
    return build_site(options, progress=SilentProgress())


def said(report: BuildReport) -> list[str]:
    return [str(one) for one in report.diagnostics]


def test_static_files_are_copied_as_they_are(root: Path) -> None:
    files = {
        "CNAME": b"ledger.example\n",
        "ads.txt": b"\xff\xfe no text",
        "maps/bay.html": b"<p>not checked <a href=gone.html>gone</a>",
        "maps/bay.png": PICTURE,
        "assets/extra.css": b"p  {  color : red  }",
        ".well-known/security.txt": b"Contact: mailto:desk@ledger.example\n",
        ".nojekyll": b"",
        "robots.txt": b"User-agent: *\nDisallow: /\n",
    }
    for path, data in files.items():
        write(root, f"content/static/{path}", data)
    for path in (".DS_Store", "notes.txt~", ".git/config"):
        write(root, f"content/static/{path}", b"not for the site")
    report = build(root)
    assert said(report) == []
    site = read_tree(root / "site")
    assert {path: site[path] for path in files} == files
    assert not [path for path, data in site.items() if data == b"not for the site"]


def test_changes_of_static_files_are_changes_of_the_site(root: Path) -> None:
    write(root, "content/static/maps/bay.html", b"<p>bay")
    write(root, "content/static/maps/bay.png", PICTURE)
    assert said(build(root)) == []
    write(root, "content/static/maps/bay.png", b"other")
    second = build(root)
    assert second.written == ("maps/bay.png",)
    (root / "content/static/maps/bay.html").unlink()
    third = build(root)
    assert third.removed == ("maps/bay.html",)
    (problem,) = said(third)
    assert problem.startswith("content/pages/about.md:3: warning: ")
    assert "maps/bay.html" in problem
    build(root, out="anew", clean=True)
    assert read_tree(root / "site") == read_tree(root / "anew")


@pytest.mark.parametrize("path", ["index.html", "about.html", "assets/brief.css", "data/entities.json"])
def test_a_static_file_does_not_take_the_place_of_one_of_the_sites(root: Path, path: str) -> None:
    assert (build(root)).ok
    before = read_tree(root / "site")
    write(root, f"content/static/{path}", b"mine")
    report = build(root)
    assert not report.ok
    (problem,) = [one for one in said(report) if ": error: " in one]
    assert problem == (
        f"content/static/{path}: error: The site has a file of its own with the path {path}:"
        " this one cannot take its place. Rename it."
    )
    assert read_tree(root / "site") == before


def test_a_link_out_of_the_site_is_not_published(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "key"
    secret.write_bytes(b"secret")
    (root / "content/static").mkdir()
    (root / "content/static/key").symlink_to(secret)
    report = build(root)
    assert not report.ok
    (problem,) = said(report)
    assert problem.startswith("content/static/key: error: The link leads out of the site's folder.")


def test_a_file_that_is_too_large_is_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "STATIC_LIMIT", 1_000_000)
    write(root, "content/static/film.mp4", b"x" * 1_000_001)
    (problem,) = said(build(root))
    assert problem.startswith(
        "content/static/film.mp4: error: The file cannot be read: it is larger than 1 MB."
    )


def test_a_file_that_was_put_into_the_site_by_hand_may_become_a_static_file(root: Path) -> None:
    build(root)
    write(root, "site/CNAME", b"ledger.example\n")
    write(root, "content/static/CNAME", b"ledger.example\n")
    report = build(root)
    assert report.ok
    assert "CNAME" in {*report.written, *report.unchanged}
    (root / "content/static/CNAME").unlink()
    assert build(root).removed == ("CNAME",)
