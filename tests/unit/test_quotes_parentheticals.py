"""Cues between commas on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.parentheticals import parentheticals_of
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_parentheticals", "parentheticals")
def test_cues_between_commas(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = [
        [one.source.text if one.source is not None else None, one.cue.text]
        for one in parentheticals_of(text.mentions, text.marked)
    ]
    assert found == case["statements"]
