"""Words and persons joined by "and" and commas, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.coordination import conjuncts, joined_persons
from tests.support.speaker_cases import context_of_case, token_at
from tests.support.stored_parses import cases_of

CONJUNCTS = cases_of("quotes_coordination", "conjuncts")
PERSONS = cases_of("quotes_coordination", "persons")


@pytest.mark.parametrize("case", CONJUNCTS, ids=[case["id"] for case in CONJUNCTS])
def test_conjuncts(case: dict[str, Any]) -> None:
    token = token_at(context_of_case(case["text"]), case["word"])
    assert [conjunct.text for conjunct in conjuncts(token)] == case["conjuncts"]


@pytest.mark.parametrize("case", PERSONS, ids=[case["id"] for case in PERSONS])
def test_persons_of_a_list(case: dict[str, Any]) -> None:
    linked = context_of_case(case["text"]).linked
    index = [mention.text for mention in linked.mentions].index(case["mention"])
    assert joined_persons(linked, index, case["step"]) == case["joined"]
