"""Cues on stored parses: the verb of a source, and its strength."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.candidates import candidate_at
from builder.annotate.quotes.attribution.cues import cue_of, cue_span, cue_strength, is_speech
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_cues", "cues")
def test_cues_of_candidates(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    cue = cue_of(candidate_at(token_of(text, case["head"]), text.mentions))
    assert (cue_span(cue).of(case["text"]) if cue is not None else None) == case["cue"]
    assert (is_speech(cue) if cue is not None else None) == case["speech"]


@parametrize_cases("quotes_cues", "strengths")
def test_strengths_of_cues(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    stronger, weaker = token_of(text, case["stronger"]), token_of(text, case["weaker"])
    assert cue_strength(stronger) > cue_strength(weaker)
