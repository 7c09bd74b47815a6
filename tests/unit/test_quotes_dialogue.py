"""Turns of conversations on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.extraction.dialogue import (
    quote_of_turn,
    source_in_turn,
    turn_at,
    turns_of,
)
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import cases_of


@parametrize_cases("quotes_dialogue", "turns")
def test_turns_of_conversations(case: dict[str, Any]) -> None:
    found = [
        {
            "label": turn.label.text if turn.label is not None else None,
            "key": turn.key,
            "content": [span.of(case["text"]) for span in turn.content],
            "partner": turn.partner,
        }
        for turn in turns_of(quoted_text_of_case(case["text"]))
    ]
    assert found == case["turns"]


@parametrize_cases("quotes_dialogue", "turns")
def test_tokens_belong_to_the_turn_that_contains_them(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    turns = turns_of(text)
    for token in text.doc.tokens:
        assert turn_at(turns, token) == next((turn for turn in turns if turn.contains(token)), None)


@parametrize_cases("quotes_dialogue", "persons")
def test_persons_of_pronouns(case: dict[str, Any]) -> None:
    first, *_ = turns_of(quoted_text_of_case(cases_of("quotes_dialogue", "turns")[0]["text"]))
    assert first.person_of(case["word"]) == case["key"]


@parametrize_cases("quotes_dialogue", "sources")
def test_sources_in_turns(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    cue = token_of(text, case["cue"])
    turn = turn_at(turns_of(text), cue)
    assert turn is not None
    source = source_in_turn(text, turn, cue, turn.label)
    assert source is not None
    assert source.text == case["source"]
    subject = Candidate(cue, cue.i, cue.i + 1, None)
    assert source_in_turn(text, turn, cue, subject) is subject


def test_a_turn_is_one_direct_quote_of_its_label() -> None:
    first, *_ = turns_of(quoted_text_of_case(cases_of("quotes_dialogue", "turns")[0]["text"]))
    quote = quote_of_turn(first)
    assert (quote.kind, quote.content, quote.candidate) == ("direct", first.content, first.label)
    assert (quote.rule, quote.cue) == ("turn", None)
