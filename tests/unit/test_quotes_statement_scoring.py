"""Scored statements on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.indirect import STATEMENT_PROBABILITY
from tests.support.quote_cases import state_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_statement_scoring", "scoring")
def test_scored_statements(case: dict[str, Any]) -> None:
    found = [
        [one.statement.relation, one.probability >= STATEMENT_PROBABILITY]
        for one in state_of_case(case["text"]).statements
        if one.statement.cue.text == case["cue"]
    ]
    assert found == case["scored"]
