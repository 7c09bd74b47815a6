"""Beats on stored parses: the person who acts right before a quoted region."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.beats import actor_before
from builder.annotate.quotes.attribution.ranking import ACTOR_PROBABILITY, rank_sources
from builder.annotate.quotes.trained_models import load_scorers
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_beats", "actors")
def test_person_who_acts_before_the_last_region(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = actor_before(text, text.regions[-1])
    assert (found.text if found is not None else None) == case["actor"]


@parametrize_cases("quotes_beats", "speakers")
def test_an_actor_is_the_source_unless_it_is_the_speaker_before(case: dict[str, Any]) -> None:
    *_, last = rank_sources(quoted_text_of_case(case["text"]), load_scorers().speaker)
    assert last.best is not None
    assert last.best.candidate.text == case["speaker"]
    assert (last.probability == ACTOR_PROBABILITY) is case["by_action"]
