"""Introductions on stored parses: the source and cue that the words before a quoted region name."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.introductions import introduction_of
from builder.annotate.quotes.attribution.ranking import INTRODUCTION_PROBABILITY, rank_sources
from builder.annotate.quotes.attribution.region_context import region_context
from builder.annotate.quotes.trained_models import load_scorers
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_introductions", "introductions")
def test_introduction_of_the_last_region(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = introduction_of(text, region_context(text.regions[-1], None, 0))
    assert ([found.source.text, found.cue.text] if found is not None else None) == case["introduction"]


def test_an_introduction_outweighs_a_likelier_candidate_further_away() -> None:
    text = quoted_text_of_case(
        "“The dike will hold,” Ana Roe said, but Tomas Vale called it “a wall of sand.”"
    )
    *_, last = rank_sources(text, load_scorers().speaker)
    assert last.best is not None
    assert last.best.candidate.text == "Tomas Vale"
    assert last.probability == INTRODUCTION_PROBABILITY
    assert last.introduction is not None


def test_a_likely_source_after_the_region_outweighs_its_introduction() -> None:
    text = quoted_text_of_case("Tomas Vale called the pier “a wall of sand,” Ana Roe said.")
    (ranking,) = rank_sources(text, load_scorers().speaker)
    assert ranking.introduction is None
