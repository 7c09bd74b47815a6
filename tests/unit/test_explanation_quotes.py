"""Explanations of quotes on stored parses: what was compared, and what decided."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.explanation.quote_explanation import (
    QuoteExplanation,
    RegionExplanation,
    StatementExplanation,
    explain_quotes,
)
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES
from builder.annotate.quotes.pipeline import quotes_and_terms
from builder.annotate.quotes.trained_models import load_scorers
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import linked_of_case


def explained(text: str) -> tuple[QuoteExplanation, ...]:
    """Return the explanations of a text with a stored parse."""
    return explain_quotes(linked_of_case(text), load_scorers())


def shown_region(region: RegionExplanation) -> dict[str, Any]:
    """Return the words of a region and its candidates."""
    return {
        "words": region.words,
        "reason": region.reason.value,
        "candidates": [one.words for one in region.candidates],
        "likeliest": next((one.words for one in region.candidates if one.is_likeliest), None),
    }


def shown_statement(statement: StatementExplanation) -> dict[str, Any]:
    """Return the words of a statement."""
    return {"words": statement.words, "cue": statement.cue, "relation": statement.relation}


@parametrize_cases("explanation_quotes", "explanations")
def test_explanations_of_quotes(case: dict[str, Any]) -> None:
    found = [
        {
            "rule": one.rule,
            "kind": one.kind.value if one.kind is not None else None,
            "source": one.source,
            "cue": one.cue,
            "reason": one.reason.value if one.reason is not None else None,
            "regions": [shown_region(region) for region in one.regions],
            "statement": shown_statement(one.statement) if one.statement is not None else None,
        }
        for one in explained(case["text"])
    ]
    assert found == case["explanations"]


@parametrize_cases("explanation_quotes", "explanations")
def test_every_quote_of_the_article_is_explained(case: dict[str, Any]) -> None:
    quotes, _ = quotes_and_terms(linked_of_case(case["text"]), load_scorers())
    explanations = [one for one in explained(case["text"]) if one.kind is not None]
    assert [(one.content, one.kind) for one in explanations] == [(one.content, one.kind) for one in quotes]
    for explanation, quote in zip(explanations, quotes, strict=True):
        assert quote.rule.startswith(f"{explanation.rule}+")


def test_features_are_explained_by_name() -> None:
    (explanation,) = explained("“The pier is rotten,” Ana Roe told the board.")
    (region,) = explanation.regions
    roe, board = region.candidates
    assert tuple(roe.features) == CANDIDATE_FEATURES
    assert (roe.features["type_person"], board.features["type_person"]) == (1.0, 0.0)
    assert explanation.probability == roe.probability > board.probability
    assert region.features["speaker_probability"] == pytest.approx(roe.probability)
    (indirect,) = explained("Ana Roe said that the pier was rotten.")
    assert indirect.statement is not None
    assert indirect.statement.features["is_ccomp"] == 1.0
    assert indirect.probability == indirect.statement.probability
