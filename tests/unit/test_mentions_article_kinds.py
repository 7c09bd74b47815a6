"""What an article reports on, by its words."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.article_kinds import is_about_business, is_about_sport
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_article_kinds", "kinds")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_words_show_what_an_article_reports_on(case: dict[str, Any]) -> None:
    doc = document_of_case(case["text"])
    kinds = [("sport", is_about_sport(doc)), ("business", is_about_business(doc))]
    assert [kind for kind, found in kinds if found] == case["kinds"]
