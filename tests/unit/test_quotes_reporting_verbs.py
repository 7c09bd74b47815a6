"""Reporting verbs on stored parses: which statements someone made."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.parentheticals import parentheticals_of
from builder.annotate.quotes.extraction.reporting_verbs import (
    agent_of,
    is_passive,
    is_reported,
    only_softens,
)
from builder.annotate.quotes.extraction.statements import statements_of
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_reporting_verbs", "reported")
def test_reports_of_verbs(case: dict[str, Any]) -> None:
    statements = statements_of(quoted_text_of_case(case["text"]).mentions)
    found = [is_reported(one) for one in statements if one.cue.text == case["cue"]]
    assert any(found) == case["reported"]


def test_a_cue_between_commas_always_reports() -> None:
    text = quoted_text_of_case("The pier, Ana Roe said, is rotten.")
    (statement,) = parentheticals_of(text.mentions, text.marked)
    assert is_reported(statement)


@parametrize_cases("quotes_reporting_verbs", "passives")
def test_passives(case: dict[str, Any]) -> None:
    cue = token_of(quoted_text_of_case(case["text"]), case["cue"])
    assert (is_passive(cue), agent_of(cue) is not None) == (case["passive"], case["agent"])


@parametrize_cases("quotes_reporting_verbs", "softeners")
def test_verbs_that_soften_what_is_said_now(case: dict[str, Any]) -> None:
    cue = token_of(quoted_text_of_case(case["text"]), case["cue"])
    assert only_softens(cue) == case["softens"]
