"""Fallbacks on stored parses: documents that are quoted, and persons who act before a quotation."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.fallbacks import actor_before_words, last_actor, quoted_document
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_fallbacks", "documents")
def test_documents_that_are_quoted(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = quoted_document(text, text.regions[-1])
    assert ([found[0].text, found[1].text] if found is not None else None) == case["document"]


@parametrize_cases("quotes_fallbacks", "actors")
def test_persons_who_act_before_a_quotation(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = last_actor(text, text.regions[-1])
    assert (found.text if found is not None else None) == case["actor"]


@parametrize_cases("quotes_fallbacks", "subjects")
def test_the_subject_of_the_sentence_before_a_quotation(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    found = actor_before_words(text, text.regions[-1])
    assert (found.text if found is not None else None) == case["subject"]
