"""The mentions and quotes of one article, linked to the entities of the site."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.graph.mention_linking import SpellingTarget, editor_spellings, linked_mentions, linked_quotes
from builder.model.annotations import Annotations, EntityType, Origin
from builder.model.article import Article, ParagraphKind
from builder.model.editorial import EntityEntry, EntityRules
from builder.model.graph import LinkedMention
from tests.support.annotated import annotations_of, article_of, entity_of, quote_of

PERSON, PLACE, ORGANIZATION = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION

TEXT = """Ana Roe of Lowmoor sold the boat on Sunday. Roe wept.

“I loved the Bess more than Lowmoor,” Roe said. “Ben Hale never did.”
"""
ARTICLE = article_of(TEXT)
ANA = entity_of("Ana Roe", aliases=["Roe"])
BEN = entity_of("Ben Hale")
LOWMOOR = entity_of("Lowmoor", PLACE)
ANNOTATIONS = annotations_of(ARTICLE, ANA, BEN, LOWMOOR, dates=["Sunday"])
IDS = {"ana-roe": ("mayor", PERSON), "ben-hale": ("ben-hale", PERSON), "lowmoor": ("lowmoor", PLACE)}


def linked(
    article: Article = ARTICLE,
    annotations: Annotations = ANNOTATIONS,
    *,
    ids: dict[str, tuple[str, EntityType]] | None = None,
    spellings: dict[str, SpellingTarget] | None = None,
    ignored: frozenset[str] = frozenset(),
    brief_date: str | None = None,
) -> tuple[LinkedMention, ...]:
    return linked_mentions(
        article, annotations, IDS if ids is None else ids, spellings or {}, ignored, brief_date
    )


def rows(mentions: tuple[LinkedMention, ...], article: Article = ARTICLE) -> list[tuple[str, str]]:
    return [(mention.anchor, mention.span.of(article.text)) for mention in mentions]


def test_anchors_are_numbered_for_each_entity_in_the_order_of_the_text() -> None:
    assert rows(linked()) == [
        ("m-mayor-1", "Ana Roe"),
        ("m-lowmoor-1", "Lowmoor"),
        ("m-date-1", "Sunday"),
        ("m-mayor-2", "Roe"),
        ("m-lowmoor-2", "Lowmoor"),
        ("m-mayor-3", "Roe"),
        ("m-ben-hale-1", "Ben Hale"),
    ]


def test_a_mention_has_the_id_and_the_type_that_the_site_gives_its_entity() -> None:
    first = linked(ids={**IDS, "ana-roe": ("roe-ltd", ORGANIZATION)})[0]
    assert (first.entity_id, first.type) == ("roe-ltd", ORGANIZATION)
    found = ANNOTATIONS.mentions[0]
    assert (first.origin, first.rule, first.confidence) == (found.origin, found.rule, found.confidence)


@pytest.mark.parametrize(("brief_date", "value"), [("2014-01-08", "2014-01-05"), (None, None)])
def test_dates_are_resolved_against_the_brief(brief_date: str | None, value: str | None) -> None:
    (sunday,) = (one for one in linked(brief_date=brief_date) if one.type is EntityType.DATE)
    assert (sunday.value, sunday.entity_id) == (value, None)


def test_only_dates_have_values() -> None:
    article = article_of("May sailed.")
    found = linked(article, annotations_of(article, entity_of("May 2012")), brief_date="2014-01-08")
    assert all(mention.value is None for mention in found)


def test_ignored_spellings_are_not_marked_whatever_their_case() -> None:
    anchors = [anchor for anchor, _ in rows(linked(ignored=frozenset({"roe", "sunday"})))]
    assert anchors == ["m-mayor-1", "m-lowmoor-1", "m-lowmoor-2", "m-ben-hale-1"]


def test_an_ignored_spelling_is_known_over_the_end_of_a_line() -> None:
    article = article_of("Ana\nRoe sold the boat.")
    annotations = annotations_of(article, entity_of("Ana\nRoe", key="ana-roe"))
    assert rows(linked(article, annotations), article) == [("m-mayor-1", "Ana\nRoe")]
    assert linked(article, annotations, ignored=frozenset({"ana roe"})) == ()


def test_an_entity_that_is_no_more_is_not_marked() -> None:
    assert [one.entity_id for one in linked(ids={"lowmoor": IDS["lowmoor"]})] == ["lowmoor", None, "lowmoor"]


BESS = {"the Bess": SpellingTarget("bess", EntityType.ORGANIZATION)}


def test_the_editors_spellings_are_marked_where_nothing_stands() -> None:
    (one,) = (mention for mention in linked(spellings=BESS) if mention.entity_id == "bess")
    assert (one.anchor, one.span.of(TEXT), one.type) == ("m-bess-1", "the Bess", ORGANIZATION)
    assert (one.origin, one.rule, one.confidence) == (Origin.EDITOR, "alias", 1.0)


def test_what_the_editor_spells_is_numbered_with_what_was_found() -> None:
    spellings = {"Lowmoor": SpellingTarget("lowmoor", PLACE), "the boat": SpellingTarget("lowmoor", PLACE)}
    found = [row for row in rows(linked(spellings=spellings)) if row[0].startswith("m-lowmoor")]
    assert found == [("m-lowmoor-1", "Lowmoor"), ("m-lowmoor-2", "the boat"), ("m-lowmoor-3", "Lowmoor")]


@pytest.mark.parametrize(
    "form", ["Roe", "e of L", "Lowmoor sold", "Bes", "bess", "oat", "Lowmoo"], ids=lambda form: f"“{form}”"
)
def test_a_spelling_is_not_marked_over_a_mention_within_a_word_or_in_another_case(form: str) -> None:
    assert linked(spellings={form: SpellingTarget("x", PERSON)}) == linked()


def test_the_longest_spelling_wins() -> None:
    spellings = {
        "boat": SpellingTarget("boat", ORGANIZATION),
        "the boat": SpellingTarget("the-boat", ORGANIZATION),
    }
    assert ("m-the-boat-1", "the boat") in rows(linked(spellings=spellings))
    assert "m-boat-1" not in {mention.anchor for mention in linked(spellings=spellings)}


def test_an_ignored_spelling_of_the_editors_is_not_marked() -> None:
    assert linked(spellings=BESS, ignored=frozenset({"the bess"})) == linked()


def test_signs_in_a_spelling_are_taken_as_they_are() -> None:
    article = article_of("AC/DC (UK) met A.C. at noon. ABC did not.")
    spellings = {"A.C.": SpellingTarget("ac", PERSON), "AC/DC (UK)": SpellingTarget("acdc", ORGANIZATION)}
    found = linked(article, annotations_of(article), spellings=spellings)
    assert rows(found, article) == [("m-acdc-1", "AC/DC (UK)"), ("m-ac-1", "A.C.")]


@pytest.mark.parametrize("kind", [ParagraphKind.BYLINE, ParagraphKind.BOILERPLATE])
def test_nothing_is_marked_in_what_is_no_story(kind: ParagraphKind) -> None:
    article = article_of("Read of the Bess here.\n\nShe sold the Bess.")
    article = replace(article, paragraphs=(replace(article.paragraphs[0], kind=kind), article.paragraphs[1]))
    (one,) = linked(article, annotations_of(article), spellings=BESS)
    assert one.span.start > article.paragraphs[0].span.end


def test_the_spellings_of_the_entries_follow_the_merges() -> None:
    rules = EntityRules(
        entries=(
            EntityEntry("ana", PERSON, 2, name="Ana Roe", aliases=("the mayor",)),
            EntityEntry("bess", ORGANIZATION, 3),
        ),
        merge={"ana": "mayor"},
    )
    assert editor_spellings(rules) == {
        "Ana Roe": SpellingTarget("mayor", PERSON),
        "the mayor": SpellingTarget("mayor", PERSON),
    }


def test_quotes_are_numbered_and_know_whom_they_speak_of() -> None:
    quotes = (
        quote_of(ARTICLE, "I loved the Bess more than Lowmoor,", "Ben Hale never did.", speakers=["ana-roe"]),
        quote_of(ARTICLE, "Ben Hale never did."),
        quote_of(ARTICLE, "wept"),
    )
    found = linked_quotes(ARTICLE, quotes, linked(spellings=BESS), IDS)
    assert [(one.id, one.speaker_ids, one.about_ids) for one in found] == [
        ("q-1", ("mayor",), ("ben-hale", "bess", "lowmoor")),
        ("q-2", (), ("ben-hale",)),
        ("q-3", (), ()),
    ]


def test_speakers_that_the_editor_joined_are_one() -> None:
    ids = {**IDS, "ben-hale": ("mayor", PERSON)}
    quote = quote_of(ARTICLE, "wept", speakers=["ben-hale", "ana-roe"])
    (one,) = linked_quotes(ARTICLE, [quote], (), ids)
    assert one.speaker_ids == ("mayor",)


@pytest.mark.parametrize(
    ("speakers", "source", "expected_ids", "expected_text"),
    [
        (["ana-roe"], "Ana Roe", (), "Ana Roe"),
        (["ana-roe", "ben-hale"], "Ana Roe", ("ben-hale",), None),
        (["ana-roe"], None, (), None),
    ],
    ids=["all of its speakers", "one of two", "no source"],
)
def test_a_quote_of_somebody_whom_the_editor_ignores(
    speakers: list[str], source: str | None, expected_ids: tuple[str, ...], expected_text: str | None
) -> None:
    quote = quote_of(ARTICLE, "wept", speakers=speakers, source=source)
    (one,) = linked_quotes(ARTICLE, [quote], (), {"ben-hale": IDS["ben-hale"]})
    assert (one.speaker_ids, one.speaker_text) == (expected_ids, expected_text)


def test_the_texts_own_words_for_a_speaker_are_kept() -> None:
    quote = quote_of(ARTICLE, "wept", speaker_text="A neighbor", source="Ana Roe")
    (one,) = linked_quotes(ARTICLE, [quote], (), IDS)
    assert (one.speaker_ids, one.speaker_text, one.source) == ((), "A neighbor", quote.source)


WORDS = "Ana Roe Lowmoor the Bess boat Sunday".split()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "Roe.", "\n\n"]), min_size=1, max_size=25),
    st.lists(st.sampled_from(["Roe", "the", "the Bess", "Bess boat", "Lowmoor the", "Ana Roe"]), max_size=4),
)
def test_mentions_are_in_order_apart_from_each_other_with_anchors_of_their_own(
    words: list[str], forms: list[str]
) -> None:
    article = article_of(f"Ana {' '.join(words)}")
    annotations = annotations_of(article, ANA, LOWMOOR, dates=["Sunday"])
    spellings = {form: SpellingTarget("date", PERSON) for form in forms}
    found = linked(article, annotations, spellings=spellings)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert len({one.anchor for one in found}) == len(found)
    assert {one.span for one in found} >= {mention.span for mention in annotations.mentions}
