"""Control on stored parses: the subject of a verb of speech that another verb or "for" names."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.control import controller_of
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_control", "controllers")
def test_subject_that_another_word_names(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    verb = next(token for token in text.doc.tokens if token.text == case["verb"])
    found = controller_of(verb)
    assert (found.text if found is not None else None) == case["controller"]
