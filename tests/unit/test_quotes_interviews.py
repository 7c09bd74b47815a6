"""The persons of an interview, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.interviews import interview_before
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import linked_of_case


@parametrize_cases("quotes_interviews", "interviews")
def test_who_answers_and_who_asks(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    found = interview_before(linked, len(linked.doc.paragraphs) - 1, frozenset())
    assert (found.guest, found.asker) == (case["guest"], case["asker"])
