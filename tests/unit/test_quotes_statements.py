"""Statements on stored parses: verbs of speech with their complements."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.statements import statements_of
from tests.support.quote_cases import quoted_text_of_case, words_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_statements", "statements")
def test_statements_of_verbs(case: dict[str, Any]) -> None:
    found = [
        [one.relation, words_of(one.content), one.source.text if one.source is not None else None]
        for one in statements_of(quoted_text_of_case(case["text"]).mentions)
        if one.cue.text == case["cue"]
    ]
    assert found == case["statements"]
