"""Judgments on stored parses: which quoted regions are quotations."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.region_context import region_context
from builder.annotate.quotes.extraction.scare_quotes import QUOTATION_FEATURES, quotation_features
from tests.support.quote_cases import quoted_text_of_case, state_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_scare_quotes", "judgments")
def test_judgments_on_regions(case: dict[str, Any]) -> None:
    judgments = [one.judgment for one in state_of_case(case["text"]).judged]
    assert [[one.is_quotation, one.reason.value] for one in judgments] == case["judged"]
    for one in judgments:
        assert len(one.features) == (len(QUOTATION_FEATURES) if one.reason == "model" else 0)


@parametrize_cases("quotes_scare_quotes", "features")
def test_features_of_regions_as_quotations(case: dict[str, Any]) -> None:
    context = region_context(quoted_text_of_case(case["text"]).regions[0], None, 0)
    named = dict(zip(QUOTATION_FEATURES, quotation_features(context, 0.5), strict=True))
    assert named["speaker_probability"] == 0.5
    assert {name: named[name] for name in case["features"]} == case["features"]
