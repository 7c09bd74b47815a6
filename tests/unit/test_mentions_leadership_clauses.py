"""Clauses that say which body a person leads."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.leadership_clauses import leadership_clause
from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("mentions_leadership_clauses", "clauses")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_clause_ends_with_the_words_for_the_body(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    persons = [mention for mention in mentions if mention.type is EntityType.PERSON]
    found = [" ".join(token.text for token in leadership_clause(mentions, person)) for person in persons]
    assert [words for words in found if words] == case["clauses"]
