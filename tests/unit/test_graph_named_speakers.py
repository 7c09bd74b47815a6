"""Speakers that an article only names, by the entities that its mentions link to."""

from __future__ import annotations

from msgspec.structs import replace

from builder.graph.build import build_graph
from builder.model.annotations import Origin
from builder.model.brief import LinkedQuote
from builder.model.editorial import Content
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of


def quote_in(text: str, *names: str, source: str, words: str, origin: Origin = Origin.RULE) -> LinkedQuote:
    """Return the quote of an article whose speaker is only a name."""
    article = article_of(text)
    quote = quote_of(article, "It floats,", source=source, speaker_text=words)
    quote = replace(quote, rule="hand+words", origin=origin)
    entities = [entity_of(name) for name in names]
    annotations = annotations_of(article, *entities, quotes=[quote])
    graph, _ = build_graph(by_seed([article]), {article.seed_id: annotations}, Content())
    (found,) = graph.briefs["monday"].quotes
    return found


def test_name_in_the_source_is_the_speaker() -> None:
    quote = quote_in("“It floats,” said Ms. Ana Roe.", "Ana Roe", source="Ana Roe", words="Ms. Ana Roe")
    assert (quote.speaker_ids, quote.speaker_text) == (("ana-roe",), None)
    assert quote.rule == "hand+linked-name"
    assert quote.confidence < 0.95


def test_name_that_a_pronoun_stands_for_is_the_speaker() -> None:
    quote = quote_in("Ana Roe left. “It floats,” she said.", "Ana Roe", source="she", words="Ana Roe")
    assert quote.speaker_ids == ("ana-roe",)


def test_words_that_name_no_entity_stay() -> None:
    quote = quote_in("Ana Roe left. “It floats,” a diver said.", "Ana Roe", source="diver", words="Diver")
    assert (quote.speaker_ids, quote.speaker_text) == ((), "Diver")


def test_place_is_not_a_speaker_by_its_name() -> None:
    article = "Lowmoor is a town. “It floats,” said Lowmoor."
    assert quote_in(article, source="said", words="Lowmoor").speaker_ids == ()
