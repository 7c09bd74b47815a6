"""Terms among the annotations of an article."""

from __future__ import annotations

from builder.annotate.quotes.term_mentions import with_terms
from builder.model.annotations import Annotations, EntityType, Mention, Origin
from builder.model.article import Article
from tests.support.annotated import annotations_of, article_of, entity_of, quote_of
from tests.support.sample import span_of

ROE = entity_of("Ana Roe", aliases=["Roe"])
LOWMOOR = entity_of("Lowmoor", EntityType.PLACE)


def term_in(article: Article, words: str, *coiners: str) -> Mention:
    """Return the mention of a term by its words."""
    span = span_of(article.text, words)
    return Mention(span, EntityType.TERM, None, Origin.RULE, "coined", 0.85, coiners=coiners)


def marked(article: Article, found: Annotations) -> list[str]:
    """Return the words of all mentions."""
    return [mention.span.of(article.text) for mention in found.mentions]


def test_a_term_is_a_mention_and_the_rest_stays() -> None:
    article = article_of("Ana Roe coined “slow tide”.")
    found = with_terms(annotations_of(article, ROE), [term_in(article, "slow tide", "ana-roe")])
    assert marked(article, found) == ["Ana Roe", "slow tide"]
    assert found.mentions[1].coiners == ("ana-roe",)
    assert found.entities == (ROE,)


def test_a_name_in_a_term_is_no_mention_and_no_entity_of_its_own() -> None:
    article = article_of("Ana Roe coined “the Lowmoor effect”.")
    found = with_terms(annotations_of(article, ROE, LOWMOOR), [term_in(article, "the Lowmoor effect")])
    assert marked(article, found) == ["Ana Roe", "the Lowmoor effect"]
    assert found.entities == (ROE,)


def test_a_name_that_is_elsewhere_too_keeps_its_entity() -> None:
    article = article_of("Ana Roe coined “the Lowmoor effect”. Lowmoor is proud.")
    found = with_terms(annotations_of(article, ROE, LOWMOOR), [term_in(article, "the Lowmoor effect")])
    assert marked(article, found) == ["Ana Roe", "the Lowmoor effect", "Lowmoor"]
    assert found.entities == (ROE, LOWMOOR)


def test_whoever_speaks_keeps_the_only_mention() -> None:
    article = article_of("They coined “slow Lowmoor”. “It floats.”")
    quote = quote_of(article, "It floats", speakers=["lowmoor"])
    annotations = annotations_of(article, LOWMOOR, quotes=[quote])
    assert with_terms(annotations, [term_in(article, "slow Lowmoor")]) == annotations


def test_whoever_coins_a_term_keeps_the_only_mention() -> None:
    article = article_of("They coined “slow Lowmoor”.")
    annotations = annotations_of(article, LOWMOOR)
    assert with_terms(annotations, [term_in(article, "slow Lowmoor", "lowmoor")]) == annotations


def test_a_name_that_is_longer_than_the_term_stays() -> None:
    article = article_of("They coined “Lowmoor” tides.")
    annotations = annotations_of(article, entity_of("“Lowmoor” tides", EntityType.EVENT))
    assert with_terms(annotations, [term_in(article, "Lowmoor")]) == annotations
