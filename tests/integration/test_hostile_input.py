"""Hostile names and words: files stay inside the site, and words stay text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.sites import LIBRARY, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

NAMES = (
    "..txt",
    "....txt",
    "..\\..\\outside.txt",
    "%2e%2e%2foutside.txt",
    "<script>alert(1)<\\script>.txt",
    'a" onclick="alert(1).txt',
    "a&b;c?d#e.txt",
    "line\nbreak.txt",
    "tab\tstop.txt",
    "-rf.txt",
    "CON.txt",
    "naïve café.txt",
    "日本.txt",
    "\u202egnp.txt",
    "x" * 200 + ".txt",
    "index.txt",
    ".newsgloss-site.txt",
)
"""File names that a file system accepts but a site must not."""

WORDS = (
    "<script>alert('written by nobody')</script>",
    "<img src=x onerror=alert(1)>",
    "</p></article><iframe src='//evil.example'></iframe>",
    "AT&T &lt;u&gt; {{ 7 * 7 }} {% raw %} <!-- no comment",
)


class Tags(HTMLParser):
    """A parser that collects the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("name", NAMES)
def test_name_of_a_seed_never_leads_out_of_the_site(name: str, site: Path, tmp_path: Path) -> None:
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(site)}
    sources = read_tree(site / "seeds") | read_tree(site / "content")
    write_files(site, {f"seeds/{name}": LIBRARY})
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code in (0, 1), done.words
    assert "Traceback" not in done.words
    assert "defect" not in done.answer
    if done.code == 1:
        assert done.answer["diagnostics"]
    assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(site)} == outside
    (site / "seeds" / name).unlink()
    assert read_tree(site / "seeds") | read_tree(site / "content") == sources
    assert {path.name for path in site.iterdir()} == {"seeds", "content", "site", ".newsgloss"}


def test_markup_in_an_article_is_escaped(site: Path) -> None:
    story = "\n\n".join(f"The clerk wrote: {words} The town laughed." for words in WORDS)
    write_files(
        site,
        {
            "seeds/clerk.txt": f"{LIBRARY}\n{story}\n",
            "content/briefs/clerk.yaml": f"headline: {json.dumps(WORDS[0])}\n",
        },
    )
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code == 0, done.words
    page = Tags((site / "site" / "briefs" / "clerk.html").read_text(encoding="utf-8"))
    text = " ".join("".join(page.text).split())
    for words in WORDS:
        assert words in text
    assert not any(tag in ("iframe", "u") for tag, _ in page.tags)
    for path in (site / "site").rglob("*.html"):
        for tag, attributes in Tags(path.read_text(encoding="utf-8")).tags:
            assert not any(name.startswith("on") for name in attributes), path
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert (attributes.get("src") or "").endswith((".js",)), path
            assert attributes.get("src") != "x"
