"""Linked data (schema.org) of pages: true, complete, and safely escaped."""

from __future__ import annotations

import json
import re
from typing import Any

import html5lib
import pytest
from msgspec.structs import replace

from builder.model.annotations import Origin
from builder.model.diagnostic import InputError
from builder.model.graph import RoleSeen
from builder.pages.page import HtmlContext, Page
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, make_sample, page_paths, planned, rendered

URL = "https://news.example/site"
HTML = "{http://www.w3.org/1999/xhtml}"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "NewsArticle": set(),  # of the original the address may be all that is known
    "Person": {"name"},
    "Organization": {"name"},
    "Quotation": {"@id", "text"},
    "WebSite": {"name", "url", "inLanguage"},
    "GeoCoordinates": {"latitude", "longitude"},
    "ListItem": {"position", "name", "item"},
}
PLACES = {"Place", "City", "Country", "AdministrativeArea", "Continent", "BodyOfWater"}
OTHERS = {"Thing", "Event"}


def graph_of(path: str, url: str | None = URL) -> list[dict[str, Any]]:
    """Return the nodes of a page."""
    (found,) = SCRIPT.findall(rendered(url)[path].decode())
    data = json.loads(found)
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    return nodes


def node_of(path: str, kind: str, url: str | None = URL) -> dict[str, Any]:
    """Return the first node of a type on a page."""
    return next(node for node in graph_of(path, url) if node["@type"] == kind)


def walk(value: object) -> list[dict[str, Any]]:
    """Yield every node at any depth."""
    if isinstance(value, dict):
        return [value, *(node for part in value.values() for node in walk(part))]
    if isinstance(value, list):
        return [node for part in value for node in walk(part)]
    return []


def test_every_node_has_its_required_properties_and_no_empty_one(subtests: pytest.Subtests) -> None:
    for path in page_paths(URL):
        with subtests.test(path=path):
            page = planned(URL)[path]
            assert isinstance(page, Page)
            assert isinstance(page.context, HtmlContext)
            if not page.context.frame.indexed:
                assert not SCRIPT.findall(rendered(URL)[path].decode())
                return
            for node in walk(graph_of(path)):
                if "@type" in node:
                    kind = node["@type"]
                    assert kind in REQUIRED.keys() | PLACES | OTHERS
                    assert REQUIRED.get(kind, set()) <= node.keys(), kind
                assert all(value not in (None, "", []) for value in node.values())
                for key in ("@id", "url", "item", "image"):
                    assert str(node.get(key, URL)).startswith(URL) or node["@type"] == "NewsArticle", key


def test_page_has_breadcrumbs_from_home() -> None:
    crumbs = node_of("people/john-f-kerry.html", "BreadcrumbList")["itemListElement"]
    assert [(crumb["position"], crumb["name"], crumb["item"]) for crumb in crumbs] == [
        (1, "newsgloss", f"{URL}/"),
        (2, "People", f"{URL}/people/index.html"),
    ]
    timeline = node_of("timeline.html", "BreadcrumbList")["itemListElement"]
    assert [crumb["name"] for crumb in timeline] == ["newsgloss", "Timeline"], "one step alone is no way"


def test_a_brief_is_a_news_article_about_its_entities() -> None:
    article = node_of("briefs/footbridge.html", "NewsArticle")
    assert article["@id"] == f"{URL}/briefs/footbridge.html"
    assert article["headline"] == "Old footbridge closes"
    assert (article["datePublished"], article["dateModified"]) == ("2014-02-03", "2014-02-05")
    assert article["isBasedOn"]["url"] == "https://example.org/footbridge"
    assert article["image"] == f"{URL}/briefs/footbridge.png"
    named = {node["name"]: node["@type"] for node in article["about"] + article.get("mentions", [])}
    assert named["Lena Okafor"] == "Person"
    assert named["Port Elster"] == "City"
    assert named["Venn Company"] == "Organization"
    assert len(article["about"]) == 5
    seed = node_of("briefs/kerry-iraq-anbar.html", "NewsArticle")
    assert len(seed["about"]) == 5
    assert {"Person", "Organization"} <= {node["@type"] for node in seed["about"] + seed["mentions"]}


def test_quotation_has_a_speaker_and_only_verbatim_words_have_a_creator() -> None:
    first, *_ = node_of("briefs/footbridge.html", "NewsArticle")["hasPart"]
    assert first["@type"] == "Quotation"
    assert first["@id"] == f"{URL}/briefs/footbridge.html#q-1"
    assert "<b>nobody</b> & nothing" in first["text"]
    okafor = f"{URL}/people/lena-okafor.html"
    assert first["spokenByCharacter"] == [{"@id": okafor}], "the article describes her already"
    (said,) = [node for node in graph_of("people/lena-okafor.html") if node["@type"] == "Quotation"][:1]
    assert said["spokenByCharacter"] == [{"@id": okafor}], "the page is about her"
    (shared,) = [node for node in graph_of("briefs/footbridge/q-1.html") if node["@type"] == "Quotation"]
    assert shared["spokenByCharacter"] == [{"@type": "Person", "@id": okafor, "name": "Lena Okafor"}]
    assert shared["isPartOf"]["headline"] == "Old footbridge closes"
    assert first["creator"] == [{"@id": okafor}]
    for path in ("briefs/kerry-iraq-anbar.html", "people/john-f-kerry.html"):
        for node in walk(graph_of(path)):
            if node.get("@type") == "Quotation" and "creator" not in node:
                assert "“" not in node["text"], "a paraphrase is not made by its speaker"


def test_undated_brief_without_a_source_has_neither_property() -> None:
    article = node_of("briefs/garden.html", "NewsArticle")
    assert not {"datePublished", "isBasedOn", "author"} & article.keys()


def test_a_clause_about_a_person_is_no_job_title() -> None:
    sample = make_sample()
    entities = dict(sample.graph.entities)
    clause = RoleSeen("who led the Harbor Board", None, None, Origin.EDITOR)
    okafor = entities["lena-okafor"]
    entities["lena-okafor"] = replace(okafor, roles=(clause, *okafor.roles))
    graph = replace(sample.graph, entities=entities)
    pages = plan_pages(graph, sample.articles, sample.content, version="1")
    (page,) = [page for page in pages if page.path == "people/lena-okafor.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, HtmlContext)
    (person,) = [
        node
        for node in walk(page.context.frame.linked_data)
        if node.get("@type") == "Person" and "jobTitle" in node
    ][:1]
    assert person["jobTitle"] == ["Mayor"]


def test_entities_have_their_known_properties() -> None:
    person = node_of("people/lena-okafor.html", "Person")
    assert (person["alternateName"], person["jobTitle"]) == (["Okafor"], ["Mayor"])
    assert person["subjectOf"] == [{"@id": f"{URL}/briefs/footbridge.html"}]
    place = node_of("places/port-elster.html", "City")
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": -12.5, "longitude": 130.25}
    assert "geo" not in node_of("places/river-venn.html", "Place")
    assert node_of("organizations/venn-company.html", "Organization")["name"] == "Venn Company"
    assert node_of("events/harbour-festival.html", "Event")["name"] == "Harbour Festival"
    assert node_of("index.html", "WebSite")["url"] == f"{URL}/"


def test_links_are_relative_to_the_page_without_a_public_address() -> None:
    article = node_of("briefs/footbridge.html", "NewsArticle", None)
    assert article["@id"] == "footbridge.html"
    assert "image" not in article
    assert "../people/lena-okafor.html" in [node["@id"] for node in article["about"]]
    for path in rendered():
        if path.endswith(".html"):
            assert b'"https://news' not in rendered()[path]


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "'\"&amp;]]>\u2028\u2029\\",
    "\ud800 half a pair",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_cannot_break_out_of_the_script_element(name: str) -> None:
    sample = make_sample(site_url=URL)
    entities = dict(sample.graph.entities)
    entities["lena-okafor"] = replace(entities["lena-okafor"], name=name, aliases=(name,))
    briefs = dict(sample.graph.briefs)
    briefs["footbridge"] = replace(briefs["footbridge"], headline=name, summary=name, byline=name)
    site = replace(sample.content.site, title=name, tagline=name)
    content = replace(sample.content, site=site)
    graph = replace(sample.graph, entities=entities, briefs=briefs)
    try:
        pages = plan_pages(graph, sample.articles, content, version="1")
    except InputError as problem:
        pytest.fail(str(problem.diagnostics))
    renderer = Renderer([TEMPLATES])
    shown = name.encode("utf-8", "replace").decode()
    plain = {page.path: page for page in planned(URL).values()}
    for path in (
        "people/lena-okafor.html",
        "briefs/footbridge.html",
        "briefs/footbridge/q-1.html",
        "index.html",
    ):
        page = next(page for page in pages if page.path == path)
        before = plain[path]
        assert isinstance(page, Page)
        assert isinstance(before, Page)
        html = renderer.render(page).decode()
        assert scripts(html) == scripts(renderer.render(before).decode())
        (data,) = SCRIPT.findall(html)
        assert shown in [value for node in walk(json.loads(data)) for value in node.values()]


def scripts(html: str) -> list[dict[str, str]]:
    """Return the attributes of the scripts that a browser finds in a page."""
    tree = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree")).parse(html)
    return [dict(element.attrib) for element in tree.iter(f"{HTML}script")]


def test_previews_have_a_picture_with_an_absolute_address_or_none() -> None:
    html = rendered(URL)["briefs/footbridge.html"].decode()
    assert f'<meta property="og:image" content="{URL}/briefs/footbridge.png">' in html
    assert '<meta property="og:image:alt" content="Old footbridge closes">' in html
    assert '<meta property="og:type" content="article">' in html
    assert '<meta property="article:published_time" content="2014-02-03">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert f'content="{URL}/card.png"' in rendered(URL)["people/lena-okafor.html"].decode()
    assert '<meta property="og:type" content="profile">' in rendered(URL)["people/lena-okafor.html"].decode()
    alone = rendered()["briefs/footbridge.html"].decode()
    assert "og:image" not in alone
    assert "og:url" not in alone
    assert '<meta property="og:title" content="Old footbridge closes">' in alone
    assert "og:" not in rendered(URL)["404.html"].decode()


def test_pictures_named_in_pages_exist() -> None:
    named = set()
    for path in page_paths(URL):
        named |= set(re.findall(rf'og:image" content="{URL}/([^"]+)"', rendered(URL)[path].decode()))
    drawn = {path for path in rendered(URL) if path.endswith(".png") and not path.startswith("assets/")}
    assert named == drawn
    assert not [page for page in planned().values() if isinstance(page, Picture)], "no page could name them"
