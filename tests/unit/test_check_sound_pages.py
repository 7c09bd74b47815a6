"""Sound pages: what is found in a page of the program's own templates is what reading it tag by tag finds."""

from __future__ import annotations

import pytest

from builder.check.facts import page_facts, sound_page_facts
from builder.check.sound_page import read_sound_page
from tests.support.golden import GOLDEN
from tests.support.sample import rendered
from tests.support.sites import read_tree

HEAD = (
    '<!doctype html>\n<html lang="en"><head><title>Lowmoor</title>'
    '<link rel="canonical" href="https://news.example/site/briefs/b.html">{}</head>'
)


def page(body: str, *, head: str = "") -> str:
    return f"{HEAD.format(head)}<body>\n<h1>Lowmoor</h1>\n{body}\n</body></html>\n"


@pytest.mark.parametrize("site", ["golden", "sample", "public sample"])
def test_pages_of_the_templates_have_the_same_facts(site: str) -> None:
    files = (
        read_tree(GOLDEN)
        if site == "golden"
        else rendered("https://news.example" if site != "sample" else None)
    )
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    found = [path for path, data in pages.items() if read_sound_page(path, data.decode()) is not None]
    assert len(found) > 15
    for path, data in pages.items():
        assert sound_page_facts(path, data) == page_facts(path, data), path


UNSURE = [
    ("one id twice", page('<p id="a"></p><p id="a"></p>')),
    ("an empty id", page('<p id=""></p>')),
    ("an address with two slashes in a row", page('<p><a href="a//b.html">a</a></p>')),
    ("an image of another host", page('<img src="https://example.org/a.png" alt="">')),
    ("an address of the site itself", page('<a href="https://news.example/site/a.html">a</a>')),
    ("a style with an address", page('<p style="background: url(a.png)">a</p>')),
    ("an image for several densities", page('<img src="a.png" srcset="b.png 2x" alt="">')),
    ("a redirect", page("", head='<meta http-equiv="refresh" content="0; url=a.html">')),
    ("an id in the head", page("", head='<meta id="a" name="author" content="Ana Roe">')),
    ("a style in the head", page("", head="<style>p { background: url(a.png) }</style>")),
    ("a frame", page('<iframe src="a.html" title="a"></iframe>')),
    ("no head", "<!doctype html><p>a"),
]


@pytest.mark.parametrize("html", [row[1] for row in UNSURE], ids=[row[0] for row in UNSURE])
def test_what_may_be_wrong_is_read_tag_by_tag(html: str) -> None:
    assert read_sound_page("briefs/b.html", html) is None
    assert sound_page_facts("briefs/b.html", html.encode()) == page_facts("briefs/b.html", html.encode())


def test_lines_and_targets_are_those_of_the_page() -> None:
    links = '<a href="a.html#b">a</a>\n<a href="../c.html?d&amp;e">c</a>\n<a href="a.html#b">a</a>'
    html = page(f'<p id="p&amp;1">{links}</p>')
    assert sound_page_facts("briefs/b.html", html.encode()) == page_facts("briefs/b.html", html.encode())
    assert read_sound_page("briefs/b.html", html) is not None
