"""Paragraphs below letterheads and names with a colon, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.letters import letter_openings, quoted_statements
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases

_SHOWN = 20


@parametrize_cases("quotes_letters", "letters")
def test_the_line_above_a_paragraph_names_its_writer(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = [
        [opening.key, case["text"][opening.start : opening.start + _SHOWN].partition("\n")[0]]
        for opening in letter_openings(text)
    ]
    assert found == case["letters"]


@parametrize_cases("quotes_letters", "quoted")
def test_the_line_above_a_quotation_names_its_speaker(case: dict[str, Any]) -> None:
    found = quoted_statements(quoted_text_of_case(case["text"]))
    assert {paragraph: opening.key for paragraph, opening in found.items()} == case["quoted"]
