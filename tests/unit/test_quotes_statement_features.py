"""Features of statements on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.statement_features import (
    STATEMENT_FEATURES,
    shipped_counts,
    statement_features,
)
from builder.annotate.quotes.extraction.statements import statements_of
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_statement_features", "features")
def test_features_of_statements(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    (statement,) = (
        one
        for one in statements_of(text.mentions)
        if (one.cue.text, one.relation) == (case["cue"], case["relation"])
    )
    row = statement_features(statement, text, shipped_counts())
    named = dict(zip(STATEMENT_FEATURES, row, strict=True))
    assert {name: named[name] for name in case["features"]} == case["features"]


def test_counts_of_a_verb_and_its_complement_are_features() -> None:
    text = quoted_text_of_case("Ana Roe vowed to close the pier.")
    (statement,) = (one for one in statements_of(text.mentions) if one.relation == "xcomp")
    often, never = (
        dict(zip(STATEMENT_FEATURES, statement_features(statement, text, counts), strict=True))
        for counts in ({("vow", "xcomp"): (90, 100)}, {("vow", "xcomp"): (0, 20), ("say", "xcomp"): (9, 9)})
    )
    assert often["complement_strength"] > 0 > never["complement_strength"]
    assert (often["complement_count"], never["complement_count"]) == (60, 20)
