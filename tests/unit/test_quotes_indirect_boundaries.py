"""Boundaries of indirect quotes on stored parses: with which words they begin and end."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.indirect_boundaries import (
    complement_tokens,
    join_complements,
    reported_tokens,
    spans_of,
)
from tests.support.quote_cases import extracted, quoted_text_of_case, token_of, words_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_indirect_boundaries", "boundaries")
def test_boundaries_of_indirect_quotes(case: dict[str, Any]) -> None:
    found = [quote.content for quote in extracted(case["text"]) if quote.kind == "indirect"]
    assert found == ([case["content"]] if case["content"] else [])


def test_a_complement_is_without_its_preposition() -> None:
    text = quoted_text_of_case("The pier is rotten, according to the Lowmoor Harbor Board.")
    assert words_of(complement_tokens(token_of(text, "to"))) == "the Lowmoor Harbor Board"


def test_only_conjunctions_and_commas_join_complements() -> None:
    text = quoted_text_of_case("Ana Roe said that the pier was rotten and that the bridge was closed.")
    tokens = text.doc.tokens
    assert join_complements(tokens[3:8], tokens[9:14]) == tokens[3:14]
    assert join_complements(tokens[3:6], tokens[9:14]) is None


def test_a_source_at_the_front_is_not_part_of_the_words() -> None:
    text = quoted_text_of_case("According to Ana Roe, the pier is rotten.")
    spans = spans_of(reported_tokens(text.doc.tokens, frozenset()))
    assert [span.of(text.doc.text) for span in spans] == ["the pier is rotten"]


def test_tokens_that_are_set_apart_divide_the_words() -> None:
    text = quoted_text_of_case("According to Ana Roe, the pier is rotten.")
    apart = frozenset({token_of(text, "pier").i})
    spans = spans_of(reported_tokens(text.doc.tokens[5:], apart))
    assert [span.of(text.doc.text) for span in spans] == ["the", "is rotten"]
