"""Interviews whose questions have no labels, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.bare_questions import bare_interview, quoted_answers
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_bare_questions", "interviews")
def test_questions_without_labels_and_their_answers(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    paragraphs = [paragraph.span.of(case["text"]) for paragraph in text.doc.paragraphs]
    found = [[opening.key, paragraphs[opening.paragraph]] for opening in bare_interview(text, frozenset())]
    assert found == case["openings"]
    assert sorted(quoted_answers(text)) == case["quoted"]


def test_the_writer_of_a_letter_is_not_interviewed() -> None:
    alone = (
        "Ana Roe joined the board in May.\n\nWhy now?\n\nI had time, and my boat was sold.\n\nAnd next?\n\n"
    )
    text = quoted_text_of_case(f"{alone}The pier, if the board lets me.")
    assert bare_interview(text, frozenset({"ana-roe"})) == ()
