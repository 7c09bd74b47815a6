"""The plan of a site: its pages, their addresses, and no link to a missing page."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.edition.edition import make_edition
from builder.model.annotations import EntityType
from builder.model.diagnostic import InputError
from builder.model.editorial import Content, ContentPage, NavigationLink, Site
from builder.model.entity_entries import EntityText
from builder.model.graph import Graph
from builder.model.lazy_mapping import LazyMapping
from builder.pages.lists.brief_index import BriefIndexContext
from builder.pages.lists.entity_index import EntityIndexContext
from builder.pages.lists.home import HomeContext
from builder.pages.page import HtmlContext, Page
from builder.pages.plan import plan_pages, plan_requests
from builder.pipeline.stored_memory import StoredMemory
from builder.store.store import Store
from tests.support.sample import Sample, make_sample, planned

EMPTY = Graph({}, {}, ())


def plan(sample: Sample) -> tuple[str, ...]:
    pages = plan_pages(sample.graph, sample.articles, sample.content, version="1")
    return tuple(page.path for page in pages)


def context(path: str) -> object:
    page = planned()[path]
    assert isinstance(page, Page)
    return page.context


def test_the_plan_is_sorted_and_has_every_kind_of_page() -> None:
    paths = list(planned())
    assert paths == sorted(paths)
    assert {
        "404.html",
        "about.html",
        "briefs/footbridge.html",
        "briefs/footbridge.json",
        "briefs/index.html",
        "data/entities.json",
        "data/quotes.json",
        "events/harbour-festival.html",
        "feed.xml",
        "groups/index.html",
        "index.html",
        "organizations/white-house.html",
        "people/john-f-kerry.html",
        "people/falih-fayyadh.html",
        "places/fallujah.html",
        "quotes/index.html",
        "robots.txt",
        "search.html",
    } <= set(paths)


def test_a_plan_reads_no_brief_that_earlier_builds_remember(tmp_path: Path) -> None:
    sample = make_sample(site_url="https://example.org/news")
    graph = replace(sample.graph, states={slug: f"state of {slug}" for slug in sample.graph.briefs})
    read: list[str] = []
    articles = LazyMapping(sample.articles, lambda seed_id: read.append(seed_id) or sample.articles[seed_id])  # type: ignore[func-returns-value]
    plans = []
    for _ in range(2):
        read.clear()
        with Store(tmp_path) as store:
            edition = make_edition(
                graph,
                articles,
                sample.content,
                version="1",
                memory_of=lambda module, store=store: StoredMemory(store, kind="parts", code=(module,)),  # type: ignore[misc]
            )
            plans.append([request.path for request in plan_requests(edition, sample.content)])
            store.prune()
    assert plans[0] == plans[1]
    assert any("/q-" in path for path in plans[0])
    assert read == []


def test_empty_site_has_no_indexes_and_no_links_to_them() -> None:
    pages = plan_pages(EMPTY, {}, Content(), version="1")
    assert [page.path for page in pages] == [
        "404.html",
        "data/entities.json",
        "data/quotes.json",
        "index.html",
        "robots.txt",
    ]
    for page in pages:
        if isinstance(page, Page):
            assert isinstance(page.context, HtmlContext)
            assert page.context.frame.nav == ()
            assert page.context.frame.feed_url is None


def test_a_type_without_entities_has_no_index_and_no_link() -> None:
    sample = make_sample()
    rest = {key: entity for key, entity in sample.graph.entities.items() if entity.type != "event"}
    briefs = {
        slug: replace(
            brief,
            mentions=tuple(m for m in brief.mentions if m.entity_id != "harbour-festival"),
            quotes=tuple(replace(quote, about_ids=()) for quote in brief.quotes),
        )
        for slug, brief in sample.graph.briefs.items()
    }
    ties = tuple(tie for tie in sample.graph.ties if "harbour-festival" not in (tie.first_id, tie.second_id))
    found = plan_pages(Graph(rest, briefs, ties), sample.articles, sample.content, version="1")
    assert not [page.path for page in found if page.path.startswith("events/")]
    home = next(page for page in found if page.path == "index.html")
    assert isinstance(home, Page)
    assert isinstance(home.context, HtmlContext)
    assert "Events" not in [link.label for link in home.context.frame.nav]


def test_site_without_dated_briefs_has_no_feed() -> None:
    sample = make_sample()
    undated = {slug: replace(brief, date=None) for slug, brief in sample.graph.briefs.items()}
    assert "feed.xml" not in plan(replace(sample, graph=replace(sample.graph, briefs=undated)))


CLASHES = [
    (ContentPage("404", "content/pages/404.md", "Lost", "x"), "404.html", "the site's own pages"),
    (ContentPage("about", "content/pages/about-2.md", "About", "x"), "about.html", "content/pages/about.md"),
]


@pytest.mark.parametrize(("page", "address", "other"), CLASHES)
def test_two_pages_with_one_address_are_an_error_that_names_both(
    page: ContentPage, address: str, other: str
) -> None:
    sample = make_sample()
    content = replace(sample.content, pages=(*sample.content.pages, page))
    with pytest.raises(InputError) as caught:
        plan(replace(sample, content=content))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.path == page.path
    for words in (address, other, page.path):
        assert words in diagnostic.message
    assert diagnostic.hint


def test_a_brief_named_index_clashes_with_the_index_of_briefs() -> None:
    sample = make_sample()
    briefs = dict(sample.graph.briefs)
    briefs["index"] = replace(briefs.pop("garden"), slug="index")
    with pytest.raises(InputError, match=r"briefs/index\.html") as caught:
        plan(replace(sample, graph=replace(sample.graph, briefs=briefs)))
    assert caught.value.diagnostics[0].path == "seeds/garden.txt"


def test_a_redirect_never_takes_an_entity_s_address() -> None:
    sample = make_sample()
    entities = dict(sample.graph.entities)
    entities["john-mccain"] = replace(entities["john-mccain"], redirects=("john-f-kerry",))
    with pytest.raises(InputError, match=r"people/john-f-kerry\.html"):
        plan(replace(sample, graph=replace(sample.graph, entities=entities)))


def test_the_address_of_an_entity_that_had_another_type_redirects() -> None:
    sample = make_sample()
    entities = dict(sample.graph.entities)
    entities["john-mccain"] = replace(entities["john-mccain"], former_types=(EntityType.EVENT,))
    pages = plan(replace(sample, graph=replace(sample.graph, entities=entities)))
    assert {"events/john-mccain.html", "people/john-mccain.html"} <= set(pages)


def test_the_plan_does_not_depend_on_the_order_of_its_input() -> None:
    sample = make_sample()
    graph = Graph(
        dict(reversed(list(sample.graph.entities.items()))),
        dict(reversed(list(sample.graph.briefs.items()))),
        sample.graph.ties,
    )
    articles = dict(reversed(list(sample.articles.items())))
    first = plan_pages(sample.graph, sample.articles, sample.content, version="1")
    second = plan_pages(graph, articles, sample.content, version="1")
    assert [page for page in first if isinstance(page, Page)] == [
        page for page in second if isinstance(page, Page)
    ]


def test_home_shows_the_newest_briefs_first_and_the_undated_last() -> None:
    home = context("index.html")
    assert isinstance(home, HomeContext)
    assert [card.brief.slug for card in home.briefs] == ["footbridge", "kerry-iraq-anbar", "garden"]
    assert [card.brief.date is None for card in home.briefs] == [False, False, True]
    assert home.quote is not None
    assert home.quote.said.words.startswith("“There will be no retreat"), (
        "the newest brief has none in one piece"
    )


def test_derived_headline_is_marked_and_not_repeated_in_the_teaser() -> None:
    home = context("index.html")
    assert isinstance(home, HomeContext)
    garden = home.briefs[-1]
    assert garden.derived
    assert garden.teaser is None


def test_a_teaser_leaves_out_the_dateline() -> None:
    home = context("index.html")
    assert isinstance(home, HomeContext)
    assert home.briefs[0].kicker == "PORT ELSTER"
    assert (home.briefs[0].teaser or "").startswith("The town council voted")


def test_people_are_sorted_by_surname() -> None:
    index = context("people/index.html")
    assert isinstance(index, EntityIndexContext)
    found = {row.link.name: group.label for group in index.groups for row in group.rows}
    assert found["John F. Kerry"] == "K"
    assert found["Nouri al-Maliki"] == "M"
    assert [link.letter for link in index.letters] == sorted({*found.values()})
    assert index.total == len(found)


def test_places_are_sorted_by_their_first_word() -> None:
    index = context("places/index.html")
    assert isinstance(index, EntityIndexContext)
    found = {row.link.name: group.label for group in index.groups for row in group.rows}
    assert found["South Carolina"] == "S"


def test_index_of_briefs_is_grouped_by_year() -> None:
    index = context("briefs/index.html")
    assert isinstance(index, BriefIndexContext)
    assert [(year.label, len(year.cards)) for year in index.years] == [("2014", 2), ("Undated", 1)]


def test_navigation_ends_with_the_editor_s_pages_in_order_and_links() -> None:
    page = context("people/john-f-kerry.html")
    assert isinstance(page, HtmlContext)
    labels = [link.label for link in page.frame.nav]
    assert labels[:3] == ["Briefs", "People", "Places"]
    assert labels[-7:] == ["Quotes", "Timeline", "Map", "Network", "Search", "About", "All data"]
    assert "Colophon" not in labels
    assert [link.label for link in page.frame.nav if link.current] == ["People"]
    assert page.frame.nav[-1].url == "../data/quotes.json"


def test_a_link_of_the_navigation_may_end_in_an_anchor() -> None:
    sample = make_sample()
    site = replace(sample.content.site, navigation=(NavigationLink("Said", "people/john-f-kerry.html#said"),))
    content = replace(sample.content, site=site)
    pages = plan_pages(sample.graph, sample.articles, content, version="1")
    (page,) = (page for page in pages if page.path == "people/index.html")
    assert isinstance(page, Page)
    assert isinstance(page.context, HtmlContext)
    assert page.context.frame.nav[-1].url == "john-f-kerry.html#said"


def test_text_about_an_unknown_entity_is_ignored() -> None:
    sample = make_sample()
    stray = EntityText(sample.content.texts[0].type, "nobody", "content/people/nobody.md", "Text")
    content = replace(sample.content, texts=(stray,), site=Site())
    assert "people/nobody.html" not in plan(replace(sample, content=content))
