"""The audit of a finished site: what is wrong is found with its place, and a sound site has nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from builder.audit.audit import audit_site
from builder.audit.weights import HEAVY_PAGE, HEAVY_PICTURE
from builder.model.editorial import Content, ContentPage, Site
from builder.model.site_file import file_of
from builder.pipeline.progress import SilentProgress

URL = "https://ledger.example/paper"

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>Ledger</title>
<updated>2024-01-05T00:00:00Z</updated><link href="index.html"/>{}</feed>"""
ENTRY = """<entry><id>urn:b</id><title>Pier</title><updated>2024-01-05T10:00:00+01:00</updated>
<link href="briefs/pier.html"/></entry>"""
ITEM = {"id": "urn:b", "title": "Pier", "content_text": "It is shut.", "url": "briefs/pier.html"}
NODE = {"@type": "Article", "url": f"{URL}/briefs/pier.html", "image": "https://elsewhere.example/x"}
NOTES = {"@context": ["x", {"@base": "pier.txt"}], "items": [{"target": "#char=0,4"}]}


def json_feed(**changes: object) -> str:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items": [ITEM], **changes}
    return json.dumps({key: value for key, value in feed.items() if value is not None})


def linked(data: object) -> str:
    return f'<p>\n<script type="application/ld+json">{json.dumps(data)}</script>'


SITE = {
    "index.html": '<p><a href="briefs/pier.html">Pier</a><img src="pier.jpg" alt="">',
    "briefs/pier.html": linked({"@context": "https://schema.org", "@graph": [NODE]}),
    "briefs/pier.txt": "Pier is shut.",
    "briefs/pier.annotations.jsonld": json.dumps(NOTES),
    "data/entities.json": '[{"id": "pier"}]',
    "feed.xml": ATOM.format(ENTRY),
    "feed.json": json_feed(),
    "pier.jpg": "x",
}


def found(files: Mapping[str, str | bytes], content: Content | None = None) -> list[str]:
    data = {
        path: file_of(text if isinstance(text, bytes) else text.encode())
        for path, text in {**SITE, **files}.items()
    }
    audit = audit_site(data, content or Content(site=Site(url=URL)), progress=SilentProgress())
    return [str(one) for one in audit.problems]


def test_nothing_is_wrong_with_a_sound_site() -> None:
    assert found({}) == []


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (
            "feed.xml",
            ATOM.format(ENTRY.replace("<id>urn:b</id>", "")),
            "An entry “Pier” has no <id> with text",
        ),
        (
            "feed.xml",
            ATOM.format(ENTRY.replace("Pier", "")),
            "An entry has 1 <title> with text instead of one",
        ),
        ("feed.xml", ATOM.format(ENTRY * 2), "2 entries have the id urn:b."),
        ("feed.xml", ATOM.format(ENTRY).replace("T10:00:00+01:00", ""), "has the time “2024-01-05”"),
        (
            "feed.xml",
            ATOM.format(ENTRY.replace("pier.html", "x.html")),
            "leads to briefs/x.html, which the site",
        ),
        ("feed.json", json_feed(title=None), "The feed has no `title`."),
        ("feed.json", json_feed(items={}), "The feed has no list of `items`."),
        ("feed.json", json_feed(items=[{**ITEM, "id": ""}]), "The item “Pier” has no `id`."),
        ("feed.json", json_feed(items=[{**ITEM, "content_text": ""}]), "neither `content_text` nor"),
        ("feed.json", json_feed(items=[ITEM, ITEM]), "2 entries have the id urn:b."),
        ("feed.json", json_feed(items=[{**ITEM, "date_published": "5 May"}]), "has the time “5 May”"),
        ("feed.json", json_feed(items=[{**ITEM, "url": f"{URL}/gone.html"}]), f"leads to {URL}/gone.html"),
        ("feed.json", json_feed() + ",", "The feed is not JSON"),
    ],
)
def test_a_feed_that_readers_cannot_use_is_an_error(path: str, text: str, words: str) -> None:
    (problem,) = found({path: text})
    assert problem.startswith(f"{path}: error: ")
    assert words in problem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"@graph": [NODE]}, "have no `@context` of schema.org"),
        ({"@context": "https://schema.org", "@graph": [{"name": "Pier"}]}, "has no `@type`"),
        (
            {"@context": "https://schema.org", "@type": "Article", "url": f"{URL}/gone.html"},
            f"name {URL}/gone.html, which the site does not have",
        ),
        ({"@context": "https://schema.org", "@graph": []}, "have no `@context`"),
    ],
)
def test_linked_data_that_say_something_wrong_are_an_error(data: object, words: str) -> None:
    (problem,) = found({"briefs/pier.html": linked(data)})
    assert problem.startswith("briefs/pier.html:2: error: ")
    assert words in problem


def test_linked_data_that_are_not_json_are_an_error() -> None:
    (problem,) = found({"briefs/pier.html": '<script type="application/ld+json">{"a": }</script>'})
    assert "The linked data are not JSON" in problem


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"items": [{"target": ["#char=0,4", "#char=3,14"]}]},
            "on the characters 3 to 14 of a text that has 13",
        ),
        ({"@context": ["x", {"@base": "gone.txt"}]}, "on a text that the site does not have"),
    ],
)
def test_annotations_outside_their_text_are_an_error(changes: dict[str, object], words: str) -> None:
    (problem,) = found({"briefs/pier.annotations.jsonld": json.dumps({**NOTES, **changes})})
    assert words in problem


def test_heavy_pages_and_pictures_are_warnings() -> None:
    assert found({"pier.jpg": b"x" * HEAVY_PICTURE}) == []
    picture, page = found({"pier.jpg": b"x" * HEAVY_PAGE})
    assert picture == (
        "pier.jpg: warning: The picture pier.jpg has 1.5 MB. Save it with at most 1,600 pixels, as WebP or JPEG."
    )
    assert page == (
        "index.html: warning: The page has 1.5 MB with all that it loads; pier.jpg has 1.5 MB."
        " Make pictures smaller, or leave some out."
    )


def test_pictures_without_alternative_text_are_warnings() -> None:
    text = "# About\n\nThe pier\n![](pier.jpg) and ![The mast](mast.jpg).\n\n![ ](x.jpg)\n"
    page = ContentPage("about", "content/pages/about.md", "About", text, line=5)
    found_in = found({"own.html": "<p>\n<img src=pier.jpg>"}, Content(pages=(page,)))
    assert [one.partition(" Say")[0] for one in found_in] == [
        "content/pages/about.md:8: warning: The picture pier.jpg has no alternative text.",
        "content/pages/about.md:10: warning: The picture x.jpg has no alternative text.",
        (
            "own.html:2: warning: A picture has no attribute `alt`."
            ' Add it in the template; alt="" is for those that say nothing.'
        ),
    ]


def test_addresses_of_other_sites_are_gathered_once_with_their_first_place() -> None:
    files = {
        "a.html": f'<a title="x > y"\nhref="https://one.example/x#y">1</a>\n<a href={URL}/index.html>2</a>',
        "b.html": "<a href='https://one.example/x'>1</a><img src=https://img.example/x alt=''><a href='b.html'>",
        "static/c.html": "<a href='https://two.example/'>",
    }
    data = {path: file_of(text.encode()) for path, text in {**SITE, **files}.items()}
    audit = audit_site(data, Content(site=Site(url=URL)), unread=["static/c.html"], progress=SilentProgress())
    assert audit.outside == {"https://one.example/x": ("a.html", 1)}
