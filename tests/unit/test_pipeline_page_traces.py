"""Traces: a remembered file is used again while the facts that it read hold, and is then what it would be anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from builder.edition.digests import FactDigests
from builder.edition.edition import Edition, make_edition
from builder.edition.view import View
from builder.model.annotations import EntityType, Origin
from builder.model.brief import Brief, LinkedNote
from builder.model.editorial import Body, BriefSettings, ContentPage, Correction
from builder.model.entity_entries import EntityText, HiddenEntry
from builder.model.graph import Entity, Graph, RoleSeen
from builder.pages.plan import plan_requests
from builder.pages.request import File, Request
from builder.pipeline.page_traces import Traces
from builder.redaction.redact_site import redact_site
from builder.store.store import Store
from tests.support.contexts import finish
from tests.support.sample import Sample, make_sample

SEQUENCES = 30
EDITS = 6

Edit = Callable[[Sample, random.Random], Sample]


def edition_of(sample: Sample) -> Edition:
    return make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")


def made(sample: Sample, store: Store, *, made_by: str = "") -> tuple[dict[str, bytes], set[str]]:
    """Return the files of a site by path, and the paths of those that were made again."""
    edition = edition_of(sample)
    again: set[str] = set()

    def counted(request: Request) -> Request:
        def make(view: View) -> File:
            again.add(request.path)
            return request.make(view)

        return replace(request, make=make)

    requests = [counted(request) for request in plan_requests(edition, sample.content)]
    traces = Traces("pages", FactDigests(edition), made_by=made_by, store=store)
    files = {request.path: traces.file(request, finish) for request in requests}
    traces.close(files)
    return {path: file.read() for path, file in files.items()}, again


def anew(sample: Sample) -> dict[str, bytes]:
    edition = edition_of(sample)
    requests = plan_requests(edition, sample.content)
    return {request.path: finish(request.make(View(edition))) for request in requests}


def with_brief(change: Callable[[Brief, random.Random], Brief]) -> Edit:
    def edit(sample: Sample, chance: random.Random) -> Sample:
        slug = chance.choice(sorted(sample.graph.briefs))
        briefs = {**sample.graph.briefs, slug: change(sample.graph.briefs[slug], chance)}
        return replace(sample, graph=replace(sample.graph, briefs=briefs))

    return edit


def with_entity(change: Callable[[Entity, random.Random], Entity]) -> Edit:
    def edit(sample: Sample, chance: random.Random) -> Sample:
        entity_id = chance.choice(sorted(sample.graph.entities))
        entities = {**sample.graph.entities, entity_id: change(sample.graph.entities[entity_id], chance)}
        return replace(sample, graph=replace(sample.graph, entities=entities))

    return edit


def with_site(**changes: Any) -> Edit:
    def edit(sample: Sample, _: random.Random) -> Sample:
        return replace(sample, content=replace(sample.content, site=replace(sample.content.site, **changes)))

    return edit


def without_tie(sample: Sample, chance: random.Random) -> Sample:
    ties = list(sample.graph.ties)
    if ties:
        ties.remove(chance.choice(ties))
    return replace(sample, graph=replace(sample.graph, ties=tuple(ties)))


def with_closer_tie(sample: Sample, chance: random.Random) -> Sample:
    ties = list(sample.graph.ties)
    if ties:
        number = chance.randrange(len(ties))
        ties[number] = replace(ties[number], sentences=ties[number].sentences + 1)
    return replace(sample, graph=replace(sample.graph, ties=tuple(ties)))


def with_text(sample: Sample, chance: random.Random) -> Sample:
    people = [one.id for one in sample.graph.entities.values() if one.type is EntityType.PERSON]
    text = EntityText(
        EntityType.PERSON, chance.choice(people), "content/people/x.md", f"Seen {chance.random()}."
    )
    return replace(sample, content=replace(sample.content, texts=(text,)))


def with_page(sample: Sample, chance: random.Random) -> Sample:
    page = ContentPage(
        "contact", "content/pages/contact.md", f"Contact {chance.randrange(9)}", "Write *to us*.", order=3
    )
    others = tuple(one for one in sample.content.pages if one.slug != "contact")
    return replace(
        sample,
        content=replace(sample.content, pages=tuple(sorted((*others, page), key=lambda one: one.slug))),
    )


def with_hidden_person(sample: Sample, chance: random.Random) -> Sample:
    people = [one.id for one in sample.graph.entities.values() if one.type is EntityType.PERSON]
    hide = tuple(HiddenEntry(one, None, 1) for one in chance.sample(people, k=min(1, len(people))))
    content = replace(sample.content, entities=replace(sample.content.entities, hide=hide))
    site = redact_site(sample.graph, sample.articles, content)
    return replace(sample, graph=site.graph, articles=site.articles, content=site.content)


def with_withdrawn_brief(sample: Sample, chance: random.Random) -> Sample:
    settings = BriefSettings(
        "content/briefs/gone.yaml", withdrawn=f"It was wrong {chance.randrange(9)} times."
    )
    return replace(
        sample, content=replace(sample.content, briefs={**sample.content.briefs, "gone": settings})
    )


def with_other_speaker(brief: Brief, chance: random.Random) -> Brief:
    if not brief.quotes:
        return brief
    number = chance.randrange(len(brief.quotes))
    ids = sorted({mention.entity_id for mention in brief.mentions if mention.entity_id is not None})
    quotes = list(brief.quotes)
    quotes[number] = replace(
        quotes[number], speaker_ids=tuple(chance.sample(ids, k=min(1, len(ids)))), origin=Origin.EDITOR
    )
    return replace(brief, quotes=tuple(quotes))


def with_role(entity: Entity, chance: random.Random) -> Entity:
    role = RoleSeen(f"keeper of pier {chance.randrange(9)}", None, None, Origin.EDITOR)
    return replace(entity, roles=(role, *entity.roles[chance.randrange(2) :]))


def without_last_mention(brief: Brief, _: random.Random) -> Brief:
    return replace(brief, mentions=brief.mentions[:-1], figures=())


def with_note(brief: Brief, chance: random.Random) -> Brief:
    if not brief.mentions:
        return brief
    return replace(brief, notes=(LinkedNote(1, brief.mentions[0].span, f"Note {chance.randrange(9)}."),))


EDITS_OF_A_SITE: Mapping[str, Edit] = {
    "headline": with_brief(
        lambda brief, chance: replace(brief, headline=f"Pier {chance.randrange(99)} opens")
    ),
    "date": with_brief(lambda brief, chance: replace(brief, date=f"2014-0{chance.randrange(1, 9)}-03")),
    "no date": with_brief(lambda brief, _: replace(brief, date=None)),
    "summary": with_brief(lambda brief, chance: replace(brief, summary=f"In short: {chance.randrange(9)}.")),
    "byline": with_brief(lambda brief, chance: replace(brief, byline=f"Ana Roe {chance.randrange(9)}")),
    "topics": with_brief(lambda brief, chance: replace(brief, topics=(f"harbor {chance.randrange(9)}",))),
    "less published": with_brief(lambda brief, _: replace(brief, body=Body.LEAD)),
    "correction": with_brief(
        lambda brief, _: replace(brief, corrections=(Correction("2031-02-03", "It is one."),))
    ),
    "speaker": with_brief(with_other_speaker),
    "mention": with_brief(without_last_mention),
    "note": with_brief(with_note),
    "name": with_entity(lambda one, chance: replace(one, name=f"{one.name} {chance.choice('ABC')}")),
    "alias": with_entity(
        lambda one, chance: replace(one, aliases=(*one.aliases, f"Zed {chance.randrange(9)}"))
    ),
    "role": with_entity(with_role),
    "item": with_entity(lambda one, chance: replace(one, wikidata=f"Q{chance.randrange(99)}", edited=True)),
    "no place": with_entity(lambda one, _: replace(one, place=None)),
    "redirect": with_entity(
        lambda one, chance: replace(one, redirects=(f"old-{one.id}-{chance.randrange(3)}",))
    ),
    "hidden": with_hidden_person,
    "withdrawn": with_withdrawn_brief,
    "tie": without_tie,
    "closer tie": with_closer_tie,
    "text": with_text,
    "page": with_page,
    "title": with_site(title="The Ellery Courier"),
    "tagline": with_site(tagline="News of the harbor"),
    "notice": with_site(notice="These articles are invented."),
    "language": with_site(language="en-GB"),
    "no address": with_site(url=None),
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def sample() -> Sample:
    return make_sample(site_url="https://news.example/site")


def test_nothing_is_made_again_if_nothing_changed(sample: Sample, store: Store) -> None:
    first, made_first = made(sample, store)
    assert made_first == first.keys()
    second, again = made(make_sample(site_url="https://news.example/site"), store)
    assert second == first
    assert again == set()


def test_everything_is_made_again_by_other_code(sample: Sample, store: Store) -> None:
    made(sample, store)
    files, again = made(sample, store, made_by="other")
    assert again == files.keys()


@pytest.mark.parametrize("name", EDITS_OF_A_SITE)
def test_files_after_an_edit_are_those_made_anew(name: str, sample: Sample, store: Store) -> None:
    made(sample, store)
    edited = EDITS_OF_A_SITE[name](sample, random.Random(name))  # noqa: S311
    files, again = made(edited, store)
    assert files == anew(edited)
    back, _ = made(sample, store)
    assert back == anew(sample)
    assert len(again) < len(files) or name in ("title", "tagline", "notice", "language", "no address")


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_files_after_many_edits_are_those_made_anew(seed: int, sample: Sample, store: Store) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(EDITS):
        for name in chance.sample(sorted(EDITS_OF_A_SITE), k=chance.randrange(1, 4)):
            sample = EDITS_OF_A_SITE[name](sample, chance)
        if chance.random() < 0.3:
            briefs = dict(sample.graph.briefs)
            if len(briefs) > 1:
                del briefs[chance.choice(sorted(briefs))]
            sample = replace(sample, graph=replace(sample.graph, briefs=briefs))
        files, _again = made(sample, store)
        assert files == anew(sample)


def test_an_address_may_get_another_page(store: Store) -> None:
    sample = make_sample()
    people = [one for one in sample.graph.entities.values() if one.type is EntityType.PERSON]
    first, second = (one.id for one in people[:2])

    def with_merged(entity_id: str) -> Sample:
        """Return the site with another person merged into an entity."""
        entities = dict(sample.graph.entities)
        entities[entity_id] = replace(entities[entity_id], redirects=("ana-roe",))
        return replace(sample, graph=replace(sample.graph, entities=entities))

    entities = {**sample.graph.entities, "ana-roe": replace(people[0], id="ana-roe", name="Ana Roe")}
    alone = replace(sample, graph=replace(sample.graph, entities=entities))
    for state in (with_merged(first), with_merged(second), alone, with_merged(first)):
        edition = edition_of(state)
        (request,) = (
            one for one in plan_requests(edition, state.content) if one.path == "people/ana-roe.html"
        )
        traces = Traces("pages", FactDigests(edition), made_by="", store=store)
        assert traces.file(request, finish).read() == finish(request.make(View(edition)))
        traces.close([request.path])


def test_a_headline_is_read_by_what_shows_it_alone(store: Store) -> None:
    sample = make_sample()
    made(sample, store)
    brief = sample.graph.briefs["garden"]
    briefs = {**sample.graph.briefs, "garden": replace(brief, headline="A garden opens")}
    _, again = made(replace(sample, graph=replace(sample.graph, briefs=briefs)), store)
    assert "briefs/garden.html" in again
    assert "index.html" in again
    assert "briefs/footbridge.json" not in again
    assert "briefs/footbridge.annotations.jsonld" not in again
    assert "404.html" not in again
    assert "map.html" not in again


def test_facts_that_are_read_are_plain(sample: Sample) -> None:
    edition = edition_of(sample)
    digests = FactDigests(edition)
    for request in plan_requests(edition, sample.content):
        view = View(edition)
        request.make(view)
        again = FactDigests(edition)
        assert [digests.of(read) for read in view.reads] == [again.of(read) for read in view.reads]


def test_half_of_a_surrogate_pair_is_told_from_another() -> None:
    sample = make_sample()
    states = set()
    for title in ("Half \ud800", "Half \udfff", "Half \ud800"):
        content = replace(sample.content, site=replace(sample.content.site, title=title))
        states.add(FactDigests(edition_of(replace(sample, content=content))).of(("words",)))
    assert len(states) == 2


def test_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(LookupError):
        FactDigests(edition_of(make_sample())).of(("no_such_fact",))


def test_graphs_without_briefs_have_traces_too(store: Store) -> None:
    empty = replace(make_sample(), graph=Graph({}, {}, ()))
    files, _ = made(empty, store)
    assert files == anew(empty)
