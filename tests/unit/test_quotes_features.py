"""Features of candidates on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.attribution.candidates import Candidate, candidates_near, candidates_of
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES, candidate_features
from builder.annotate.quotes.attribution.ranking import shares_of
from builder.annotate.quotes.attribution.region_context import region_context
from builder.annotate.quotes.quoted_text import QuotedText
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


def named_features(text: QuotedText, words: str, previous: Candidate | None) -> dict[str, float]:
    """Return the features of the candidate with some words for the last region, by name."""
    region = text.regions[-1]
    candidate = next(
        one for one in candidates_near(candidates_of(text), region, previous) if one.text == words
    )
    context = region_context(region, previous, 1)
    row = candidate_features(context, candidate, text.linked, shares_of(text.linked.keys))
    return dict(zip(CANDIDATE_FEATURES, row, strict=True))


@parametrize_cases("quotes_features", "features")
def test_features_of_candidates(case: dict[str, Any]) -> None:
    named = named_features(quoted_text_of_case(case["text"]), case["candidate"], None)
    assert {name: named[name] for name in case["features"]} == pytest.approx(case["features"], abs=0.01)


def test_the_previous_source_is_a_feature() -> None:
    text = quoted_text_of_case("“The pier is rotten,” Ana Roe told the board.")
    roe, board = candidates_of(text)[0]
    named = named_features(text, roe.text, roe)
    assert (named["is_previous"], named["same_as_previous"], named["previous_distance"]) == (1, 1, 1)
    named = named_features(text, roe.text, board)
    assert (named["is_previous"], named["same_as_previous"], named["previous_distance"]) == (0, 0, 1)
    named = named_features(text, roe.text, None)
    assert (named["is_previous"], named["same_as_previous"], named["previous_distance"]) == (0, 0, 6)
