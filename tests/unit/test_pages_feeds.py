"""Feeds conform to their specifications: RFC 4287 and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from builder.model.editorial import Correction
from builder.pages.exports.feeds import FeedContext
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from tests.support.sample import make_sample, rendered

URL = "https://news.example/site"
SITES = [None, URL]
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FEED_ELEMENTS = {"id", "title", "subtitle", "updated", "author", "link", "entry"}
ENTRY_ELEMENTS = {"id", "title", "link", "published", "updated", "author", "summary", "category"}
ONCE = {"id", "title", "updated", "subtitle", "summary", "published"}


def atom(site_url: str | None) -> ElementTree.Element:
    return ElementTree.fromstring(rendered(site_url)["feed.xml"])  # noqa: S314


def json_feed(site_url: str | None) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(rendered(site_url)["feed.json"])
    return feed


def names(element: ElementTree.Element) -> list[str]:
    return [child.tag.removeprefix(ATOM) for child in element]


@pytest.mark.parametrize("site_url", SITES)
def test_atom_has_what_rfc_4287_requires(site_url: str | None) -> None:
    feed = atom(site_url)
    entries = feed.findall(f"{ATOM}entry")
    assert set(names(feed)) <= FEED_ELEMENTS
    assert "author" in names(feed), "section 4.1.1: for all entries that name none"
    assert entries
    for element, allowed in ((feed, FEED_ELEMENTS), *((entry, ENTRY_ELEMENTS) for entry in entries)):
        found = names(element)
        assert {"id", "title", "updated"} <= set(found) <= allowed, "sections 4.1.1 and 4.1.2"
        assert all(found.count(name) == 1 for name in ONCE & set(found))
        assert urlsplit(element.findtext(f"{ATOM}id") or "").scheme, "an id is an absolute IRI (4.2.6)"
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert relations.count("alternate") == 1, "an entry without content has an alternate (4.1.2)"
        assert all(author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author"))
    for date in (*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")):
        assert RFC_3339.fullmatch(date.text or ""), "section 3.3"
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    published = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == max(updated)
    assert published == sorted(published, reverse=True)
    assert all(first <= last for first, last in zip(published, updated, strict=True))


@pytest.mark.parametrize("site_url", SITES)
def test_json_feed_has_what_version_1_1_requires(site_url: str | None) -> None:
    feed = json_feed(site_url)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed.keys() <= {
        "version",
        "title",
        "description",
        "home_page_url",
        "feed_url",
        "language",
        "items",
    }
    assert feed["items"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert item["content_text"], "content_html or content_text must be there"
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(author.keys() == {"name"} for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        if site_url:
            assert item["url"].startswith(f"{URL}/")
            assert item["image"].removeprefix(f"{URL}/") in rendered(site_url)
        else:
            assert item["url"] in rendered()
            assert "image" not in item
    if site_url:
        assert (feed["home_page_url"], feed["feed_url"]) == (f"{URL}/", f"{URL}/feed.json")
    else:
        assert not {"home_page_url", "feed_url"} & feed.keys(), "they have to be absolute"


@pytest.mark.parametrize("site_url", SITES)
def test_both_feeds_have_the_same_entries(site_url: str | None) -> None:
    entries = atom(site_url).findall(f"{ATOM}entry")
    told = [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title")) for entry in entries]
    assert told == [(item["id"], item["title"]) for item in json_feed(site_url)["items"]]


@pytest.mark.parametrize("site_url", SITES)
def test_updated_date_of_an_entry_is_its_last_correction(site_url: str | None) -> None:
    corrected, plain = atom(site_url).findall(f"{ATOM}entry")
    assert corrected.findtext(f"{ATOM}published") == "2014-02-03T00:00:00Z"
    assert corrected.findtext(f"{ATOM}updated") == "2014-02-05T00:00:00Z"
    assert plain.findtext(f"{ATOM}updated") == plain.findtext(f"{ATOM}published") == "2014-01-05T00:00:00Z"
    items = json_feed(site_url)["items"]
    assert [(item["date_published"][:10], item.get("date_modified", "")[:10]) for item in items] == [
        ("2014-02-03", "2014-02-05"),
        ("2014-01-05", ""),
    ]


def test_updated_date_of_the_feed_can_be_an_older_brief_s_correction() -> None:
    sample = make_sample()
    older = replace(
        sample.graph.briefs["kerry-iraq-anbar"], corrections=(Correction("2014-03-01", "It is so."),)
    )
    graph = replace(sample.graph, briefs={**sample.graph.briefs, older.slug: older})
    pages = plan_pages(graph, sample.articles, sample.content, version="0.0.0")
    (page,) = [page for page in pages if page.path == "feed.xml"]
    assert isinstance(page, Page)
    assert isinstance(page.context, FeedContext)
    assert page.context.updated == "2014-03-01T00:00:00Z"
    assert [entry.published[:10] for entry in page.context.entries] == ["2014-02-03", "2014-01-05"]


def test_every_page_links_to_the_feed_and_lists_of_all_briefs_to_that_in_json() -> None:
    person, briefs = (rendered()[path].decode() for path in ("people/john-f-kerry.html", "briefs/index.html"))
    for html in (person, briefs):
        assert 'type="application/atom+xml" title="newsgloss" href="../feed.xml"' in html
    assert 'type="application/feed+json" title="newsgloss" href="../feed.json"' in briefs
    assert (
        'type="application/feed+json" title="newsgloss" href="feed.json"' in rendered()["index.html"].decode()
    )
    assert "feed+json" not in person
