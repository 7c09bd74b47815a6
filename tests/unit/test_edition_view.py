"""The view: what a page reads of a site is recorded, and a page depends on nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from builder.edition import facts
from builder.edition.brief_texts import QuoteRef
from builder.edition.digests import BRIEF, ENTITY, GROUPS, OF_EDITORS, OF_THE_SITE, WHOLE
from builder.edition.edition import Edition, make_edition
from builder.edition.pictured import is_close
from builder.edition.view import View
from builder.model.annotations import EntityType
from tests.support.sample import Sample, make_sample

ABSENT = {"slug": "no-such-brief", "entity_id": "nobody", "path": "no.html", "place_id": "nowhere"}
"""Keys that the sample lacks, by the name of the argument."""


def edition_of(sample: Sample) -> Edition:
    return make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return edition_of(make_sample(site_url="https://news.example/site"))


def test_reads_are_recorded_once_in_their_order(edition: Edition) -> None:
    view = View(edition)
    assert view.brief("footbridge").brief.slug == "footbridge"
    assert view.entity("john-f-kerry").name
    view.brief("footbridge")
    assert view.role("lena-okafor", "footbridge")
    assert list(view.reads) == [
        ("brief", "footbridge"),
        ("entity", "john-f-kerry"),
        ("brief_roles", "footbridge"),
    ]


def test_two_views_keep_their_reads_apart(edition: Edition) -> None:
    one, other = View(edition), View(edition)
    assert one.slugs == other.slugs
    assert one.years
    assert list(one.reads) == [("slugs",), ("years",)]
    assert list(other.reads) == [("slugs",)]


READS: list[tuple[str, Callable[[View], object]]] = [
    ("words", lambda view: view.words.title),
    ("frame", lambda view: view.claims),
    ("types", lambda view: view.types),
    ("entity_ids", lambda view: view.entity_ids),
    ("ids_of_type", lambda view: view.ids_of_type(EntityType.PERSON)),
    ("letters", lambda view: view.letters(EntityType.PERSON)),
    ("said", lambda view: view.said("john-f-kerry")),
    ("quote_paths", lambda view: view.quote_path("footbridge", "q-1")),
    ("quote", lambda view: view.quote(QuoteRef("footbridge", "q-1"))),
    ("close_pairs", lambda view: view.close_pairs(["john-mccain", "john-f-kerry"])),
    ("coined", lambda view: view.coined("john-f-kerry")),
]


@pytest.mark.parametrize(("fact", "read"), READS, ids=[name for name, _ in READS])
def test_a_method_records_the_fact_of_its_name(
    fact: str, read: Callable[[View], object], edition: Edition
) -> None:
    view = View(edition)
    read(view)
    assert [name for name, *_ in view.reads] == [fact]


def test_utterances_read_the_briefs_that_hold_them(edition: Edition) -> None:
    view = View(edition)
    (said,) = view.utterances([QuoteRef("footbridge", "q-1")])
    assert said.quote.id == "q-1"
    assert list(view.reads) == [("brief", "footbridge")]


def test_close_ties_are_found_from_both_ends(edition: Edition) -> None:
    tie = next(tie for tie in make_sample().graph.ties if is_close(tie))
    for ids in ((tie.first_id, tie.second_id), (tie.second_id, tie.first_id)):
        assert View(edition).close_pairs(ids) == (ids,)
    assert View(edition).close_pairs([tie.first_id]) == ()


@pytest.mark.parametrize("name", sorted(facts.FACTS))
def test_a_fact_whose_key_is_gone_can_still_be_asked_for(name: str, edition: Edition) -> None:
    fact = facts.FACTS[name]
    arguments = list(inspect.signature(fact).parameters)[1:]
    keys = [ABSENT.get(argument, EntityType.DATE if argument == "kind" else "x") for argument in arguments]
    if arguments:
        assert not fact(edition, *keys) or name in ("counts", "remarks")
    else:
        fact(edition)


def test_every_fact_is_listed_and_read_by_a_view() -> None:
    functions = {
        name
        for name, value in vars(facts).items()
        if inspect.isfunction(value) and value.__module__ == facts.__name__
    }
    assert functions == set(facts.FACTS)
    source = inspect.getsource(View)
    assert [name for name in facts.FACTS if f"facts.{name}" not in source] == []


def test_unknown_keys_are_errors(edition: Edition) -> None:
    view = View(edition)
    for read in (view.brief, view.brief_head, view.entity, view.shelf, view.timeline_part, view.text_page):
        with pytest.raises(KeyError):
            read("no-such-key")
    for gone in (QuoteRef("footbridge", "q-99"), QuoteRef("no-such-brief", "q-1")):
        with pytest.raises(KeyError):
            view.quote(gone)


def test_an_edit_of_one_brief_leaves_what_others_read_of_its_entities() -> None:
    sample = make_sample()
    before = edition_of(sample)
    brief = sample.graph.briefs["footbridge"]
    briefs = {**sample.graph.briefs, "footbridge": replace(brief, headline="Another headline", mentions=())}
    after = edition_of(replace(sample, graph=replace(sample.graph, briefs=briefs)))
    for entity_id in sample.graph.entities:
        assert View(before).entity(entity_id) == View(after).entity(entity_id)
    assert View(before).brief_head("footbridge") != View(after).brief_head("footbridge")
    said = QuoteRef("footbridge", "q-1")
    assert View(before).quote(said) == View(after).quote(said)


def test_every_fact_of_a_brief_or_an_entity_is_in_its_group() -> None:
    # The key of the graph leaves out the editor's notes and texts, so that these are compared one by one.
    keys = {name: list(inspect.signature(fact).parameters)[1:] for name, fact in facts.FACTS.items()}
    assert {name for name, group in GROUPS.items() if group == BRIEF} == {
        name for name, own in keys.items() if own[:1] == ["slug"] and name not in ("text_page", "remarks")
    }
    assert {name for name, group in GROUPS.items() if group == ENTITY} == {
        name
        for name, own in keys.items()
        if own in (["entity_id"], ["place_id"]) and name not in ("text", "opening")
    }


def test_every_other_fact_but_the_editors_words_is_of_the_site() -> None:
    of_editors = {"words", "site_url", "frame", "accent", "text_page", "remarks", "text", "opening"}
    assert facts.FACTS.keys() - GROUPS.keys() - of_editors == OF_THE_SITE
    assert {group for name, group in GROUPS.items() if name in of_editors} == OF_EDITORS
    assert {*GROUPS.values()} == {BRIEF, ENTITY} | WHOLE
