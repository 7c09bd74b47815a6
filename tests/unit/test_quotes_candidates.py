"""Candidates on stored parses: which phrases could name a speaker, and how far they reach."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.candidates import (
    candidate_at,
    candidates_near,
    candidates_of,
    noun_phrase_at,
    source_span,
)
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_candidates", "pools")
def test_pools_of_candidates(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = candidates_near(candidates_of(text), text.regions[-1], None)
    assert [candidate.text for candidate in found] == case["pool"]


def test_the_pool_begins_with_the_previous_source_if_it_is_not_near() -> None:
    text = quoted_text_of_case("“The pier is rotten,” Ana Roe told the board.")
    candidates = candidates_of(text)
    near = candidates[0]
    far = noun_phrase_at(token_of(text, "pier"))
    assert candidates_near(candidates, text.regions[0], near[0]) == near
    assert candidates_near(candidates, text.regions[0], far) == (far, *near)


@parametrize_cases("quotes_candidates", "noun_phrases")
def test_noun_phrases(case: dict[str, Any]) -> None:
    head = token_of(quoted_text_of_case(case["text"]), case["head"])
    assert noun_phrase_at(head).text == case["phrase"]


@parametrize_cases("quotes_candidates", "sources")
def test_spans_of_sources(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    candidate = candidate_at(token_of(text, case["head"]), text.mentions)
    assert source_span(candidate, text.marked).of(case["text"]) == case["source"]
