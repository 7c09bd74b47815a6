"""A redacted site has no hidden name in any file, and every span has the words that it had."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.model.annotations import EntityType
from builder.model.editorial import Content, HiddenEntry
from builder.pages.page import DataFile, Page
from builder.pages.plan import plan_pages
from builder.redaction.redact_site import RedactedSite, redact_site
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, Sample, make_sample

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
