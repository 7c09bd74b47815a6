"""A redacted site has no hidden name in any file, and every span has the words that it had."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from builder.edition.withdrawn_briefs import withdrawn_briefs
from builder.graph.memory import NoMemory, ValueCodec
from builder.model.annotations import EntityType
from builder.model.editorial import BriefSettings, Content, ContentPage
from builder.model.entity_entries import HiddenEntry
from builder.model.graph import Entity
from builder.pages.page import DataFile, Page
from builder.pages.plan import plan_pages
from builder.redaction.redact_site import RedactedSite, redact_site
from builder.redaction.redacted_article import Remains
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, Sample, make_sample


class Remembering(NoMemory):
    """A memory that keeps bytes by their keys, and counts the values that are made."""

    def __init__(self) -> None:
        self.made = 0
        self._known: dict[str, bytes] = {}

    def recall(
        self, codec: ValueCodec[Any], keys: Mapping[str, str], make: Callable[[str], Any], /
    ) -> dict[str, Any]:
        for name, key in keys.items():
            if key not in self._known:
                self.made += 1
                self._known[key] = codec.dump(make(name))
        return {name: codec.load(self._known[key]) for name, key in keys.items()}


PERSONS = sorted(one.id for one in make_sample().graph.entities.values() if one.type is EntityType.PERSON)
WORDS = (None, "a witness")


def hiding(sample: Sample, person_id: str, words: str | None) -> Content:
    rules = replace(sample.content.entities, hide=(HiddenEntry(person_id, words, 1),))
    return replace(sample.content, entities=rules)


def redacted(sample: Sample, person_id: str, words: str | None) -> RedactedSite:
    return redact_site(sample.graph, sample.articles, hiding(sample, person_id, words))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("person_id", PERSONS)
def test_no_file_has_the_name(person_id: str, words: str | None) -> None:
    sample = make_sample(site_url="https://example.org")
    person = sample.graph.entities[person_id]
    site = redacted(sample, person_id, words)
    forms = {person.name, *person.aliases, person.name.split()[-1], *person.redirects, person_id}
    pattern = re.compile(
        "|".join(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])" for form in forms), re.IGNORECASE
    )
    renderer = Renderer([TEMPLATES])
    for file in plan_pages(site.graph, site.articles, site.content, version="1"):
        if isinstance(file, DataFile):
            shown = file.data.decode()
        else:
            shown = renderer.render(file).decode() if isinstance(file, Page) else repr(file)
        found = pattern.search(f"{file.path} {shown}")
        assert found is None, (file.path, found)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("person_id", PERSONS)
def test_all_other_annotations_have_the_words_that_they_had(person_id: str, words: str | None) -> None:
    sample = make_sample()
    site = redacted(sample, person_id, words)
    assert list(site.graph.briefs) == sorted(site.graph.briefs)
    assert person_id not in site.graph.entities
    old = {brief.seed_id: brief for brief in sample.graph.briefs.values()}
    for brief in site.graph.briefs.values():
        before, text = old[brief.seed_id], site.articles[brief.seed_id].text
        source = sample.articles[brief.seed_id].text
        redactor = site.redactor
        kept = [one for one in before.mentions if one.entity_id not in redactor.hidden.by_entity]
        assert [one.span.of(text) for one in brief.mentions] == [
            redactor.text(one.span.of(source)) for one in kept
        ]
        assert [one.anchor for one in brief.mentions] == [one.anchor for one in kept]
        ends = [one.span.end for one in brief.mentions]
        assert all(one.span.start >= end for one, end in zip(brief.mentions[1:], ends, strict=False))
        assert len(brief.quotes) == len(before.quotes)
        for quote, was in zip(brief.quotes, before.quotes, strict=True):
            assert person_id not in (*quote.speaker_ids, *quote.about_ids)
            assert bool(quote.speaker_ids or quote.speaker_text) == bool(was.speaker_ids or was.speaker_text)
            assert [span.of(text).lower() for span in quote.content] == [
                redactor.text(span.of(source)).lower() for span in was.content
            ]
        assert len(brief.figures) == len(before.figures)
        assert len(brief.notes) == len(before.notes)


def test_a_site_that_hides_no_one_is_as_it_was() -> None:
    sample = make_sample()
    site = redact_site(sample.graph, sample.articles, sample.content)
    assert site.graph.entities == sample.graph.entities
    assert site.graph.ties == sample.graph.ties
    assert dict(site.graph.briefs) == dict(sample.graph.briefs)
    assert dict(site.articles) == dict(sample.articles)
    assert (site.problems, site.remains) == ((), ())


def test_words_with_the_name_are_an_error() -> None:
    site = redacted(make_sample(), "lena-okafor", "Mayor Okafor")
    (problem,) = site.problems
    assert problem.message == "`hide`: “Mayor Okafor” has a name that is hidden."


def test_addresses_of_withdrawn_briefs_have_no_name_either() -> None:
    sample = make_sample()
    settings = BriefSettings("content/briefs/okafor-falls.yaml", withdrawn="Lena Okafor did not fall.")
    content = replace(sample.content, briefs={**sample.content.briefs, "okafor-falls": settings})
    site = redacted(replace(sample, content=content), "lena-okafor", None)
    withdrawn = {
        slug: one.withdrawn
        for slug, one in withdrawn_briefs(site.content, site.graph.outlines.values()).items()
    }
    assert withdrawn == {"l-o-falls": "L. O. did not fall."}


def test_what_is_remembered_is_what_is_made() -> None:
    sample = make_sample()
    states = {slug: slug for slug in sample.graph.briefs}
    sample = replace(sample, graph=replace(sample.graph, states=states, key="graph"))
    memory = Remembering()
    first = redact_site(sample.graph, sample.articles, hiding(sample, "lena-okafor", None), memory=memory)
    assert memory.made == len(states)
    again = redact_site(sample.graph, sample.articles, hiding(sample, "lena-okafor", None), memory=memory)
    assert memory.made == len(states)
    assert again.graph == first.graph
    assert (again.graph.states, again.graph.key) == (first.graph.states, first.graph.key)
    other = redact_site(
        sample.graph, sample.articles, hiding(sample, "lena-okafor", "a mayor"), memory=memory
    )
    assert memory.made == 2 * len(states)
    assert other.graph.key not in ("graph", first.graph.key)
    assert not set(other.graph.states.values()) & set(first.graph.states.values())


def test_what_remains_of_a_shared_name_is_reported_with_its_file() -> None:
    sample = make_sample()
    other = Entity("otto-okafor", EntityType.PERSON, "Otto Okafor")
    graph = replace(sample.graph, entities={**sample.graph.entities, other.id: other})
    pages = (ContentPage("about", "content/pages/about.md", "Otto Okafor", "Ms. Okafor, not Otto Okafor."),)
    content = replace(sample.content, pages=pages)
    site = redacted(replace(sample, graph=graph, content=content), "lena-okafor", None)
    assert ("content/pages/about.md", Remains("Okafor", "Ms. Okafor, not Otto Okafor.")) in site.remains
    assert [path for path, _ in site.remains].count("content/pages/about.md") == 1
    assert site.graph.entities["otto-okafor"].name == "Otto Okafor"
