"""Pages with regular markup: they are read quickly, with the facts that reading tag by tag gives."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.check.facts import page_facts, read_tag_by_tag
from builder.check.regular_page import RegularPage, read_regular_page
from tests.support.golden import GOLDEN
from tests.support.sample import rendered
from tests.support.sites import read_tree

URL = "https://news.example/site"
HEAD = '<!DOCTYPE html>\n<html lang="en"><head><title>Lowmoor</title></head>'


def page(body: str, *, head: str = HEAD) -> str:
    """Return a regular page with a body."""
    return f"{head}<body>\n<h1>Lowmoor</h1>\n{body}\n</body></html>\n"


def pages_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".html")}


@pytest.mark.parametrize("site", ["golden", "sample", "public sample"])
def test_pages_of_the_templates_are_regular_and_have_the_same_facts(site: str) -> None:
    files = read_tree(GOLDEN) if site == "golden" else rendered(URL if site == "public sample" else None)
    pages = pages_of(files)
    assert len(pages) > 15
    for path, data in pages.items():
        assert read_regular_page(path, data.decode()) is not None, path
        assert page_facts(path, data) == read_tag_by_tag(path, data), path


REGULAR = [
    ("a link", '<p>By <a href="people/ana-roe.html#m-1">Ana Roe</a></p>'),
    ("a link with character references", '<p><a href="a.html?x=1&amp;y=2#caf&eacute;">a</a></p>'),
    ("an element with several addresses", '<video src="a.mp4" poster="a.png"></video>'),
    ("an image for several densities", '<img src="a.png" srcset="b.png 2x, c.png 3x" alt="">'),
    ("a style with an address", '<p style="background: url(a.png)">a</p>'),
    ("a script with text", '<script>\nlet a = "b";\n</script>\n<p id="p-1">a</p>'),
    (
        "a picture",
        '<svg viewBox="0 0 1 1"><title>A map</title><g><path d="M0 0"/></g><use href="a.svg#b"/></svg>',
    ),
    ("a void element with a slash", "<p>a<br/>b<br>c</p>"),
    ("a tag of two lines", '<p class="a"\nid="b">a</p>'),
    ("an address of another site", '<p><a href="https://example.org/">a</a></p>'),
]


@pytest.mark.parametrize("body", [row[1] for row in REGULAR], ids=[row[0] for row in REGULAR])
def test_regular_markup_has_the_same_facts(body: str) -> None:
    html = page(body)
    assert isinstance(read_regular_page("briefs/b.html", html), RegularPage)
    assert page_facts("briefs/b.html", html.encode()) == read_tag_by_tag("briefs/b.html", html.encode())


IRREGULAR = [
    ("no doctype", page("")[16:]),
    ("no title", page("", head='<!DOCTYPE html>\n<html lang="en"><head></head>')),
    ("an empty title", page("", head='<!DOCTYPE html>\n<html lang="en"><head><title> </title></head>')),
    ("two titles", page("", head=HEAD.replace("</head>", "<title>Again</title></head>"))),
    ("a title in a picture alone", page("<svg><title>A map</title></svg>", head=HEAD.replace("title", "b"))),
    ("no language", page("", head=HEAD.replace(' lang="en"', ""))),
    ("two headings", page("<h1>Again</h1>")),
    ("one id twice", page('<p id="a"></p><p id="a"></p>')),
    ("an id with white space", page('<p id="a b"></p>')),
    ("an empty id", page("<p id></p>")),
    ("one attribute twice", page('<p class="a" class="b"></p>')),
    ("an open element", page("<div>")),
    ("elements that cross", page("<p><b>a<i>b</b>c</i></p>")),
    ("an end of nothing", page("</div>")),
    ("a block in a paragraph", page("<p>a<b><div>b</div></b></p>")),
    ("an end tag left out", page("<ul><li>a<li>b</ul>")),
    ("a link in a link", page('<a href="a.html"><b><a href="b.html">b</a></b></a>')),
    ("an element closed with a slash", page("<div/>")),
    ("a bare less-than sign", page("<p>1 < 2</p>")),
    ("a quotation mark too many", page('<p class="a" ">a</p>')),
    ("single quotation marks", page("<p class='a'>a</p>")),
    ("a comment", page("<!-- a -->")),
    ("an element in a script", page("<script><b></b></script>")),
    ("an open script", page("<script>")),
    ("an address out of the site", page('<a href="../../a.html">a</a>')),
    ("a script of another site", page('<script src="https://example.org/a.js"></script>')),
    (
        "an address of the site that is not relative",
        page(
            f'<a href="{URL}/people/ana-roe.html">a</a>',
            head=HEAD.replace("</head>", f'<link rel="canonical" href="{URL}/briefs/b.html"></head>'),
        ),
    ),
]


@pytest.mark.parametrize("html", [row[1] for row in IRREGULAR], ids=[row[0] for row in IRREGULAR])
def test_other_markup_is_read_tag_by_tag(html: str) -> None:
    assert read_regular_page("briefs/b.html", html) is None
    assert page_facts("briefs/b.html", html.encode()) == read_tag_by_tag("briefs/b.html", html.encode())
