"""Linking of quotes to the entities of the site."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.graph.article_links import ArticleLinks
from builder.graph.mention_linking import linked_mentions
from builder.graph.quote_linking import linked_quotes
from builder.graph.spelling_targets import SpellingTarget
from builder.model.annotations import Annotations, EntityType, Quote
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
MENTIONS = linked_mentions(
    ARTICLE,
    ANNOTATIONS,
    ArticleLinks(IDS),
    {"the Bess": SpellingTarget("bess", ORGANIZATION)},
    frozenset(),
    None,
)


def with_quote(quote: Quote) -> Annotations:
    return replace(ANNOTATIONS, quotes=(quote,))


def test_quotes_are_numbered_and_list_the_entities_inside_them() -> None:
    quotes = (
        quote_of(ARTICLE, "I loved the Bess more than Lowmoor,", "Ben Hale never did.", speakers=["ana-roe"]),
        quote_of(ARTICLE, "Ben Hale never did."),
        quote_of(ARTICLE, "wept"),
    )
    found = linked_quotes(ARTICLE, replace(ANNOTATIONS, quotes=quotes), MENTIONS, ArticleLinks(IDS))
    assert [(one.id, one.speaker_ids, one.about_ids) for one in found] == [
        ("q-1", ("mayor",), ("ben-hale", "bess", "lowmoor")),
        ("q-2", (), ("ben-hale",)),
        ("q-3", (), ()),
    ]


def test_speakers_that_the_editor_joined_are_listed_once() -> None:
    ids = {**IDS, "ben-hale": ("mayor", PERSON)}
    quote = quote_of(ARTICLE, "wept", speakers=["ben-hale", "ana-roe"])
    (one,) = linked_quotes(ARTICLE, with_quote(quote), (), ArticleLinks(ids))
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
def test_a_quote_of_an_ignored_speaker_keeps_the_words_of_its_source(
    speakers: list[str], source: str | None, expected_ids: tuple[str, ...], expected_text: str | None
) -> None:
    quote = quote_of(ARTICLE, "wept", speakers=speakers, source=source)
    (one,) = linked_quotes(ARTICLE, with_quote(quote), (), ArticleLinks({"ben-hale": IDS["ben-hale"]}))
    assert (one.speaker_ids, one.speaker_text) == (expected_ids, expected_text)


def test_the_speaker_text_of_a_quote_is_kept() -> None:
    quote = quote_of(ARTICLE, "wept", speaker_text="A neighbor", source="Ana Roe")
    (one,) = linked_quotes(ARTICLE, with_quote(quote), (), ArticleLinks(IDS))
    assert (one.speaker_ids, one.speaker_text, one.source) == ((), "A neighbor", quote.source)
