"""Terms in quotation marks that someone coins, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.coined_terms import coined_terms
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_coined_terms", "terms")
def test_words_around_a_term_say_who_coined_it(case: dict[str, Any]) -> None:
    found = coined_terms(quoted_text_of_case(case["text"]))
    coiners = {term.region.text: term.coiner.text if term.coiner is not None else None for term in found}
    assert coiners == case.get("terms", {})
