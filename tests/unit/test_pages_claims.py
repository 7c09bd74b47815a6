"""Pages make only true claims about the site."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from builder.edition.claims import make_claims
from builder.edition.interface import interface_of
from builder.edition.place_facts import place_facts
from builder.model.annotations import Origin
from builder.model.brief import Brief
from builder.model.graph import Entity, Graph
from builder.model.place import Place, PlaceKind
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.large import renderer
from tests.support.sample import Sample, make_sample

MODEL = Origin.MODEL


def untouched(brief: Brief) -> Brief:
    """Return the brief without any decision of an editor."""
    return replace(
        brief,
        mentions=tuple(replace(mention, origin=MODEL) for mention in brief.mentions),
        quotes=tuple(replace(quote, origin=MODEL) for quote in brief.quotes),
        removed_mentions=0,
        removed_quotes=0,
    )


def changed(*, machine_alone: bool = False, undated: int = 0, bare: bool = False) -> Sample:
    """Return the sample site, optionally without editor's decisions, dates of ``undated`` briefs, or marks."""
    sample = make_sample()
    briefs: dict[str, Brief] = {}
    for number, (slug, brief) in enumerate(sample.graph.briefs.items()):
        briefs[slug] = untouched(brief) if machine_alone else brief
        briefs[slug] = replace(briefs[slug], date=None) if number < undated else briefs[slug]
        briefs[slug] = (
            replace(briefs[slug], mentions=(), quotes=(), figures=(), notes=()) if bare else briefs[slug]
        )
    entities: Mapping[str, Entity] = {} if bare else sample.graph.entities
    if machine_alone:
        entities = {key: replace(one, edited=False, redirects=(), roles=()) for key, one in entities.items()}
    ties = () if bare else sample.graph.ties
    content = replace(sample.content, texts=(), pages=()) if bare else sample.content
    return replace(sample, graph=Graph(entities, briefs, ties), content=content)


def pages(sample: Sample, *, make: Renderer | None = None) -> dict[str, str]:
    make = make or renderer()
    planned = plan_pages(sample.graph, sample.articles, sample.content, version="1")
    return {
        page.path: " ".join(make.render(page).decode().split())
        for page in planned
        if isinstance(page, Page) and page.path.endswith(".html")
    }


def saying(words: str, found: Mapping[str, str]) -> set[str]:
    return {path for path, text in found.items() if words in text}


@pytest.fixture(scope="module")
def whole() -> dict[str, str]:
    return pages(make_sample())


def test_a_site_with_corrections_says_so_on_every_page(whole: dict[str, str]) -> None:
    assert make_claims(make_sample().graph).corrected
    told = saying("corrected by hand: marks that an editor set say so.", whole)
    assert told == saying('class="colophon"', whole)
    assert len(told) > 20


def test_site_without_corrections_never_mentions_corrections() -> None:
    found = pages(changed(machine_alone=True))
    assert saying("corrected by hand", found) == set()
    assert saying("checked by an editor", found) == set()
    assert "Annotated by machine. Made with newsgloss." in found["index.html"]


def test_entity_entries_alone_do_not_count_as_corrections() -> None:
    sample = changed(machine_alone=True)
    entities = {key: replace(one, edited=key == "iraq") for key, one in sample.graph.entities.items()}
    sample = replace(sample, graph=replace(sample.graph, entities=entities))
    assert "Annotated by machine, in part checked by an editor. Made" in pages(sample)["404.html"]


@pytest.mark.parametrize(("mentions", "quotes"), [(1, 0), (0, 2)])
def test_removals_count_as_corrections(mentions: int, quotes: int) -> None:
    graph = changed(machine_alone=True).graph
    slug, brief = next(iter(graph.briefs.items()))
    brief = replace(brief, removed_mentions=mentions, removed_quotes=quotes)
    claims = make_claims(replace(graph, briefs={**graph.briefs, slug: brief}))
    assert (claims.corrected, claims.set_by_editor) == (True, False)


def test_merge_counts_as_a_correction() -> None:
    graph = changed(machine_alone=True).graph
    entities = {key: replace(one, redirects=("old",)) for key, one in graph.entities.items()}
    assert make_claims(replace(graph, entities=entities)).corrected


def test_site_without_marks_does_not_claim_to_be_annotated() -> None:
    found = pages(changed(bare=True))
    assert saying("nnotated by machine", found) == set()
    assert saying("the rules below", found) == set()
    assert "0 mentions and 0 quotes." in found["briefs/footbridge.html"]


def test_briefs_are_called_newest_if_all_have_dates(whole: dict[str, str]) -> None:
    sample = make_sample()
    dated = all(brief.date for brief in sample.graph.briefs.values())
    found = whole if dated else pages(with_dates(sample))
    assert "Newest briefs</h2>" in found["index.html"]
    assert ", the newest first<" in found["briefs/index.html"]
    assert "Go to the newest briefs</a>" in found["404.html"]
    assert 'value="newest"' in found["quotes/index.html"]


def with_dates(sample: Sample) -> Sample:
    briefs = {slug: replace(brief, date="2014-01-05") for slug, brief in sample.graph.briefs.items()}
    return replace(sample, graph=replace(sample.graph, briefs=briefs))


def test_nothing_is_called_new_on_a_site_without_dates() -> None:
    found = pages(changed(undated=99))
    for words in ("Newest", " newest", " older", "Older", "Oldest"):
        assert saying(words, found) == set(), words
    assert "Go to the briefs</a>" in found["404.html"]
    assert 'name="from"' not in found["quotes/index.html"]


def test_undated_briefs_come_last_and_the_pages_say_so() -> None:
    found = pages(changed(undated=1))
    assert "Briefs</h2>" in found["index.html"]
    assert "Newest briefs" not in found["index.html"]
    assert ", the newest first, undated ones last<" in found["briefs/index.html"]
    assert "Go to the briefs</a>" in found["404.html"]


def test_missing_page_links_home_on_a_site_without_briefs() -> None:
    sample = make_sample()
    empty = replace(sample, graph=Graph({}, {}, ()), articles={}, content=replace(sample.content, texts=()))
    found = pages(empty)
    assert "Go to the home page</a>" in found["404.html"]
    assert "There are no briefs yet." in found["index.html"]
    assert "Newest" not in found["index.html"]


@pytest.mark.parametrize(
    ("undated", "older", "order"),
    [
        (0, "older", ", the newest first"),
        (1, "further", ", the newest first, undated ones last"),
        (99, "further", ""),
    ],
)
def test_words_for_the_order_of_a_list(undated: int, older: str, order: str) -> None:
    sample = changed(undated=undated) if undated else with_dates(make_sample())
    claims = make_claims(sample.graph)
    assert (claims.older, claims.order) == (older, order)


@pytest.mark.parametrize(
    ("kind", "by_editor", "source"),
    [
        (PlaceKind.CITY, False, "GeoNames (CC BY 4.0) or Natural Earth"),
        (PlaceKind.CITY, True, "GeoNames (CC BY 4.0) or Natural Earth; coordinates by the editor"),
        (PlaceKind.SPOT, True, "The editor"),
    ],
)
def test_editor_is_named_as_the_source_of_an_editor_s_coordinates(
    kind: PlaceKind, *, by_editor: bool, source: str
) -> None:
    facts = place_facts(
        Place("Ellery", kind, 44.0, -68.0, country=None, admin=None, population=0),
        interface_of("en"),
        by_editor=by_editor,
    )
    assert facts is not None
    assert facts.source == source
