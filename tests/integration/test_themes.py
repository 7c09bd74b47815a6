"""Themes in whole builds: what they change on the site, and which pages a change makes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import read_tree, write_files

SITE = {
    "content/site.yaml": (
        "title: The Ledger\naccent: '#0b6e4f'\nlogo: ledger.svg\nextra_css: [ours.css]\nhead: parts/head.html\n"
        "csp:\n  script-src: [https://counter.example]\nsocial:\n  - https://x.com/ledger\n"
    ),
    "content/static/ledger.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/static/ours.css": "p  {  top: 0  }",
    "templates/parts/head.html": '<script src="https://counter.example/a.js"></script>\n',
    "templates/base.html": '{% extends "!base.html" %}{% block footer %}Ours.{{ super() }}{% endblock %}',
    "content/pages/about.md": "# About\n\nWho we are.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return write_files(tmp_path, SITE)


def build(root: Path, *, out: str = "site", clean: bool = False) -> BuildReport:
    return build_site(BuildOptions(root=root, out=root / out, clean=clean), progress=SilentProgress())


def said(report: BuildReport) -> list[str]:
    return [str(one) for one in report.diagnostics]


def test_a_theme_is_on_every_page(root: Path) -> None:
    report = build(root)
    assert (report.ok, said(report)) == (True, [])
    site = read_tree(root / "site")
    pages = {path: data.decode() for path, data in site.items() if path.endswith(".html")}
    assert {"index.html", "about.html", "404.html"} <= pages.keys()
    for html in pages.values():
        assert "script-src 'self' file:" in html
        assert '<script src="https://counter.example/a.js"></script>\n</head>' in html
        assert 'alt="The Ledger"' in html
        assert "Ours.<p>" in html
    assert site["ours.css"] == b"p  {  top: 0  }"
    assert b"--accent" in site["assets/theme.css"]


CHANGES = {
    "the part in the head": {"templates/parts/head.html": "<!-- none -->\n"},
    "the template": {"templates/base.html": '{% extends "!base.html" %}{% block doubt %}{% endblock %}'},
    "the logo": {"content/site.yaml": "title: The Ledger\nhead: parts/head.html\n"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_all_pages_again(change: dict[str, str], root: Path) -> None:
    build(root)
    if "content/site.yaml" in change:
        change = {**change, "templates/parts/head.html": ""}
    write_files(root, change)
    report = build(root)
    assert {"index.html", "about.html", "404.html"} <= set(report.written)
    build(root, out="anew", clean=True)
    assert read_tree(root / "site") == read_tree(root / "anew")


def test_the_accent_changes_the_style_sheet_alone(root: Path) -> None:
    build(root)
    write_files(root, {"content/site.yaml": SITE["content/site.yaml"].replace("0b6e4f", "7b2cbf")})
    assert build(root).written == ("assets/theme.css",)


def test_what_the_policy_does_not_name_stops_the_build(root: Path) -> None:
    settings = SITE["content/site.yaml"].replace("https://counter.example", "https://count.example")
    write_files(root, {"content/site.yaml": settings})
    report = build(root)
    assert not report.ok
    assert {one.partition(": ")[2].partition(": ")[0] for one in said(report)} == {"error"}
    assert all("counter.example/a.js" in one and "`csp`" in one for one in said(report))


def test_a_link_that_leads_nowhere_is_reported_on_its_line(root: Path) -> None:
    social = "  - {address: abuot.html, label: About}\n"
    write_files(root, {"content/site.yaml": SITE["content/site.yaml"] + social})
    (problem,) = said(build(root))
    assert problem.startswith('content/site.yaml:10: warning: The link to "abuot.html" is broken')


def test_a_static_file_does_not_take_the_place_of_the_style_sheet(root: Path) -> None:
    write_files(root, {"content/static/assets/theme.css": ""})
    report = build(root)
    assert not report.ok
    assert said(report)[0].startswith(
        "content/static/assets/theme.css: error: The site has a file of its own"
    )
