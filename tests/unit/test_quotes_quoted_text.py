"""Quoted regions on stored parses: their words, bounds and neighbors."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.quoted_text import unmarked_neighbor
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_quoted_text", "regions")
def test_regions_know_their_words_and_paragraph(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = [
        {
            "words": region.text,
            "paragraph": region.paragraph,
            "closed": region.closed,
            "opens": region.opens_paragraph,
            "fills": region.fills_paragraph,
            "continues": region.continues(text.regions[number - 1] if number else None),
        }
        for number, region in enumerate(text.regions)
    ]
    assert found == case["regions"]


@parametrize_cases("quotes_quoted_text", "regions")
def test_regions_begin_and_end_with_their_tokens(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    for region in text.regions:
        assert region.tokens == text.doc.tokens[region.first : region.last]
        assert [token for token in text.doc.tokens if region.contains(token)] == list(region.tokens)


@parametrize_cases("quotes_quoted_text", "regions")
def test_marked_tokens_include_the_marks(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    marked = [token.text for token in text.doc.tokens if text.is_marked(token)]
    assert " ".join(marked) == case["marked"]


@parametrize_cases("quotes_quoted_text", "neighbors")
def test_neighbors_skip_quotation_marks(case: dict[str, Any]) -> None:
    token = token_of(quoted_text_of_case(case["text"]), case["word"])
    neighbor = unmarked_neighbor(token, case["step"])
    assert (neighbor.text if neighbor is not None else None) == case["neighbor"]
