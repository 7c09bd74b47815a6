"""Implied subjects on stored parses: the source of a verb of speech that has no subject in the parse."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.implied_subjects import implied_subject, subject_above_setting
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_implied_subjects", "subjects")
def test_subject_that_the_parse_does_not_show(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    verb = next(token for token in text.doc.tokens if token.text == case["verb"])
    found = implied_subject(verb, text.mentions)
    assert (found.text if found is not None else None) == case["subject"]


@parametrize_cases("quotes_implied_subjects", "settings")
def test_person_who_speaks_in_a_setting(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    verb = next(token for token in text.doc.tokens if token.text == case["verb"])
    found = subject_above_setting(verb)
    assert (found.text if found is not None else None) == case["subject"]
