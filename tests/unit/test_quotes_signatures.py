"""Signatures on stored parses: the name after a dash that closes a quoted region."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.ranking import SIGNATURE_PROBABILITY, rank_sources
from builder.annotate.quotes.attribution.signatures import signature_after
from builder.annotate.quotes.trained_models import load_scorers
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_signatures", "signatures")
def test_name_that_signs_the_first_region(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = signature_after(text, text.regions[0])
    assert (found.text if found is not None else None) == case["signature"]


def test_a_signature_is_the_source() -> None:
    text = quoted_text_of_case("“We will close the pier on Monday.” — Ana Roe")
    (ranking,) = rank_sources(text, load_scorers().speaker)
    assert ranking.candidate is not None
    assert (ranking.candidate.text, ranking.probability) == ("Ana Roe", SIGNATURE_PROBABILITY)
