"""The page of an entity."""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.model.annotations import EntityType, Origin
from builder.model.graph import Graph, RoleSeen, Tie
from builder.model.span import Span
from builder.pages.entity import ties
from builder.pages.entity.appearances import BRIEFS_IN_FULL
from builder.pages.entity.entity_page import EntityContext
from builder.pages.entity.ties import Ties
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, make_sample, planned, rendered


def entity(path: str) -> EntityContext:
    page = planned()[path]
    assert isinstance(page, Page)
    assert isinstance(page.context, EntityContext)
    return page.context


def test_every_mention_is_shown_in_its_sentence_with_a_link_to_the_word() -> None:
    context = entity("people/john-f-kerry.html")
    (appearance,) = context.appearances
    assert appearance.mentions == context.mentions == 4
    linked = [part for sentence in appearance.sentences for part in sentence if part.url is not None]
    assert linked[0][:2] == ("John F. Kerry", "../briefs/kerry-iraq-anbar.html#m-john-f-kerry-1")
    assert [part.text for part in linked[1:]] == ["Kerry"] * 3
    assert len(appearance.sentences) == 4
    (text,) = (one.text for one in make_sample().articles.values() if "Anbar" in one.text)
    for sentence in appearance.sentences:
        assert "".join(part.text for part in sentence) in text
        assert len(sentence) > sum(part.url is not None for part in sentence)


def test_unpublished_mention_is_counted_but_not_shown() -> None:
    context = entity("places/baghdad.html")
    garden = next(appearance for appearance in context.appearances if appearance.brief.slug == "garden")
    assert (garden.sentences, garden.mentions) == ((), 1)
    assert "outside the published text" in rendered()["places/baghdad.html"].decode()
    assert "second paragraph" not in rendered()["places/baghdad.html"].decode()


def test_roles_link_to_the_words_that_state_them() -> None:
    (role,) = entity("people/john-f-kerry.html").roles
    assert role.text == "Secretary of State"
    assert not role.by_editor
    assert [source.url for source in role.sources] == ["../briefs/kerry-iraq-anbar.html#r-john-f-kerry-1"]
    html = rendered()["briefs/kerry-iraq-anbar.html"].decode()
    assert 'id="r-john-f-kerry-1">Secretary of State</span>' in html


def page_with_graph(path: str, graph: Graph) -> Page:
    """Return a page of the sample site, planned from another graph."""
    sample = make_sample()
    pages = plan_pages(graph, sample.articles, sample.content, version="1")
    page = next(page for page in pages if page.path == path)
    assert isinstance(page, Page)
    return page


def with_graph(path: str, graph: Graph) -> EntityContext:
    """Return the context of an entity page of the sample site, planned from another graph."""
    context = page_with_graph(path, graph).context
    assert isinstance(context, EntityContext)
    return context


def with_envoy_in(*slugs: str) -> Graph:
    """Return the sample's graph in which several briefs give Kerry one role."""
    graph = make_sample().graph
    kerry = graph.entities["john-f-kerry"]
    roles = tuple(RoleSeen("envoy", slug, Span(0, 5), Origin.RULE) for slug in slugs)
    return replace(graph, entities={**graph.entities, kerry.id: replace(kerry, roles=roles)})


def test_sources_of_a_role_are_newest_first() -> None:
    changed = with_envoy_in("garden", "kerry-iraq-anbar", "footbridge")
    (role,) = with_graph("people/john-f-kerry.html", changed).roles
    assert [source.slug for source in role.sources] == ["footbridge", "kerry-iraq-anbar", "garden"]


def test_source_of_a_role_is_named_by_its_date_and_without_one_by_its_headline() -> None:
    page = page_with_graph("people/john-f-kerry.html", with_envoy_in("garden", "footbridge"))
    html = Renderer([TEMPLATES]).render(page).decode()
    dated, undated = re.findall(r'<a class="role-source"[^>]*>([^<]*)</a>', html)
    briefs = make_sample().graph.briefs
    assert undated == briefs["garden"].headline
    assert briefs["footbridge"].date is not None
    assert dated.endswith(briefs["footbridge"].date[:4])
    assert "undated" not in html.partition("Every mention")[0]


def test_quotes_about_an_entity_leave_out_its_own() -> None:
    graph = make_sample().graph
    brief = graph.briefs["kerry-iraq-anbar"]
    said = [quote for quote in brief.quotes if quote.speaker_ids == ("john-f-kerry",)]
    quotes = tuple(
        replace(quote, about_ids=("john-f-kerry",)) if quote in said[:1] else replace(quote, about_ids=())
        for quote in brief.quotes
    )
    changed = replace(graph, briefs={**graph.briefs, brief.slug: replace(brief, quotes=quotes)})
    context = with_graph("people/john-f-kerry.html", changed)
    assert context.quotes == len(said) > 0
    assert (context.about, context.quotes_about) == ((), 0)


def test_role_and_text_of_the_editor_are_shown() -> None:
    context = entity("people/barack-obama.html")
    assert context.roles[0].by_editor
    assert context.roles[0].sources == ()
    assert context.wikidata == "Q76"
    assert context.text_html is not None
    assert '<a href="../places/iraq.html">Iraq</a>' in context.text_html


def test_quotes_by_and_about_an_entity_are_listed() -> None:
    white_house = entity("organizations/white-house.html")
    assert [quote.url for quote in white_house.said] == ["../briefs/kerry-iraq-anbar.html#q-6"]
    fallujah = entity("places/fallujah.html")
    assert fallujah.said == ()
    assert [quote.said.speakers[0].id for quote in fallujah.about] == ["state-department"]


def test_joint_quote_is_on_both_pages_with_both_names() -> None:
    for path in ("people/john-mccain.html", "people/lindsey-graham.html"):
        names = [[link.name for link in quote.said.speakers] for quote in entity(path).said]
        assert names == [["John McCain", "Lindsey Graham"]] * 2


def ties_of(path: str) -> Ties:
    found = entity(path).ties
    assert found is not None
    return found


def test_ties_are_counted_and_the_strongest_comes_first() -> None:
    found = ties_of("places/fallujah.html")
    first = found.rows[0]
    assert ([link.id for link in first.links], first.sentences, first.briefs) == (["ramadi"], 2, 1)
    counts = [(row.sentences, row.briefs) for row in found.rows]
    assert counts == sorted(set(counts), reverse=True)
    assert sum(len(row.links) for row in found.rows) == ties.TIES_SHOWN
    assert found.omitted == 0


def test_ties_with_the_same_numbers_are_in_one_row() -> None:
    found = ties_of("places/fallujah.html")
    numbers = [(row.sentences, row.briefs) for row in found.further]
    assert len(set(numbers)) == len(numbers)
    names = [link.id for row in (*found.rows, *found.further) for link in row.links]
    assert len(set(names)) == len(names) == ties.TIES_SHOWN + found.further_total
    assert found.further_total > len(found.further)


def test_names_that_only_happen_to_be_in_the_same_brief_are_not_linked() -> None:
    found = ties_of("places/fallujah.html")
    far = [link for row in found.further if not row.linked for link in row.links]
    html = rendered()["places/fallujah.html"].decode()
    listed = html[html.index(f"<summary>{found.further_total} more</summary>") :]
    assert far
    assert far[0].name in listed
    assert f'href="{far[0].url}"' not in listed
    brief = rendered()["briefs/kerry-iraq-anbar.html"].decode()
    assert all(f'/{link.id}.html"' in brief for link in far), "the brief links to each"


def test_everyone_in_the_picture_of_ties_is_linked_in_the_table() -> None:
    pictured = 0
    for path, page in planned().items():
        if isinstance(page, Page) and isinstance(page.context, EntityContext):
            circle, found = page.context.circle, page.context.ties
            if circle is not None and found is not None:
                pictured += 1
                linked = {link.id for row in found.rows if row.linked for link in row.links}
                assert linked >= {link.id for link in circle.others}, path
    assert pictured > 2


def test_closest_ties_of_very_many_are_those_of_all_by_numbers_and_names() -> None:
    sample = make_sample()
    others = [one.id for one in sample.graph.entities.values() if one.id != "fallujah"]
    bonds = [
        Tie(min("fallujah", other), max("fallujah", other), 1 + number % 2, number % 3)
        for number, other in enumerate(others)
    ]
    graph = replace(sample.graph, ties=tuple(bonds))
    edition = make_edition(graph, sample.articles, sample.content, version="1")
    names = {key: one.name for key, one in graph.entities.items()}
    expected = sorted(
        (-bond.sentences, -bond.briefs, names[other], other)
        for bond, other in zip(bonds, others, strict=True)
    )
    view = View(edition)
    found = ties.closest_ties(view, view.ties("fallujah"), "places/fallujah.html")
    assert [(-tie.sentences, -tie.briefs, tie.link.name, tie.link.id) for tie in found] == expected


def test_facts_of_a_place_are_shown() -> None:
    place = entity("places/fallujah.html").place
    assert place is not None
    assert (place.kind, place.within) == ("City or town", "Anbar, Iraq")
    assert place.coordinates == "33.35° N, 43.78° E"
    south = entity("places/port-elster.html").place
    assert south is not None
    assert (south.coordinates, south.within) == ("12.50° S, 130.25° E", "")
    assert entity("places/ramadi.html").place is None


def test_entity_with_very_many_briefs_has_pages_for_the_older_ones() -> None:
    sample = make_sample()
    garden = sample.graph.briefs["garden"]
    more = {f"garden-{number:03}": replace(garden, slug=f"garden-{number:03}") for number in range(60)}
    graph = replace(sample.graph, briefs={**sample.graph.briefs, **more})
    pages = plan_pages(graph, sample.articles, sample.content, version="1")
    page = next(page for page in pages if page.path == "places/baghdad.html")
    assert isinstance(page, Page)
    context = page.context
    assert isinstance(context, EntityContext)
    assert context.briefs == 62
    assert len(context.appearances) == BRIEFS_IN_FULL
    assert len(context.appearances) + len(context.older) == context.briefs
    assert (
        sum(row.mentions for row in context.appearances) + sum(row.mentions for row in context.older)
        == context.mentions
    )


def test_a_team_and_the_place_whose_name_it_bears_lead_to_each_other() -> None:
    sample = make_sample()
    team = next(one for one in sample.graph.entities.values() if one.type is EntityType.ORGANIZATION)
    named = replace(team, named_after="fallujah")
    graph = replace(sample.graph, entities={**sample.graph.entities, team.id: named})
    own, place = with_graph(f"organizations/{team.id}.html", graph), with_graph("places/fallujah.html", graph)
    assert own.named_after is not None
    assert own.named_after.id == "fallujah"
    assert [link.id for link in place.teams] == [team.id]
