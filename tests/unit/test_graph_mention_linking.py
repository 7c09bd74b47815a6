"""Linking of mentions to the entities of the site."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.graph.article_links import ArticleLinks
from builder.graph.mention_linking import linked_mentions
from builder.graph.spelling_targets import SpellingTarget
from builder.model.annotations import Annotations, EntityType, Origin
from builder.model.article import Article, ParagraphKind
from builder.model.brief import LinkedMention
from tests.support.annotated import annotations_of, article_of, entity_of

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
        article, annotations, ArticleLinks(IDS if ids is None else ids), spellings or {}, ignored, brief_date
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


def test_an_ignored_spelling_matches_across_a_line_break() -> None:
    article = article_of("Ana\nRoe sold the boat.")
    annotations = annotations_of(article, entity_of("Ana\nRoe", key="ana-roe"))
    assert rows(linked(article, annotations), article) == [("m-mayor-1", "Ana\nRoe")]
    assert linked(article, annotations, ignored=frozenset({"ana roe"})) == ()


def test_an_entity_that_is_not_on_the_site_is_not_marked() -> None:
    assert [one.entity_id for one in linked(ids={"lowmoor": IDS["lowmoor"]})] == ["lowmoor", None, "lowmoor"]


BESS = {"the Bess": SpellingTarget("bess", EntityType.ORGANIZATION)}


def test_the_editors_spellings_are_marked_beside_other_mentions() -> None:
    (one,) = (mention for mention in linked(spellings=BESS) if mention.entity_id == "bess")
    assert (one.anchor, one.span.of(TEXT), one.type) == ("m-bess-1", "the Bess", ORGANIZATION)
    assert (one.origin, one.rule, one.confidence) == (Origin.EDITOR, "alias", 1.0)


def test_the_editors_spellings_are_numbered_with_the_other_mentions() -> None:
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


def test_punctuation_in_a_spelling_is_matched_literally() -> None:
    article = article_of("AC/DC (UK) met A.C. at noon. ABC did not.")
    spellings = {"A.C.": SpellingTarget("ac", PERSON), "AC/DC (UK)": SpellingTarget("acdc", ORGANIZATION)}
    found = linked(article, annotations_of(article), spellings=spellings)
    assert rows(found, article) == [("m-acdc-1", "AC/DC (UK)"), ("m-ac-1", "A.C.")]


@pytest.mark.parametrize("kind", [ParagraphKind.BYLINE, ParagraphKind.BOILERPLATE])
def test_spellings_are_not_marked_outside_the_story(kind: ParagraphKind) -> None:
    article = article_of("Read of the Bess here.\n\nShe sold the Bess.")
    article = replace(article, paragraphs=(replace(article.paragraphs[0], kind=kind), article.paragraphs[1]))
    (one,) = linked(article, annotations_of(article), spellings=BESS)
    assert one.span.start > article.paragraphs[0].span.end


WORDS = "Ana Roe Lowmoor the Bess boat Sunday".split()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "Roe.", "\n\n"]), min_size=1, max_size=25),
    st.lists(st.sampled_from(["Roe", "the", "the Bess", "Bess boat", "Lowmoor the", "Ana Roe"]), max_size=4),
)
def test_mentions_are_sorted_and_disjoint_with_unique_anchors(words: list[str], forms: list[str]) -> None:
    article = article_of(f"Ana {' '.join(words)}")
    annotations = annotations_of(article, ANA, LOWMOOR, dates=["Sunday"])
    spellings = {form: SpellingTarget("date", PERSON) for form in forms}
    found = linked(article, annotations, spellings=spellings)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert len({one.anchor for one in found}) == len(found)
    assert {one.span for one in found} >= {mention.span for mention in annotations.mentions}
