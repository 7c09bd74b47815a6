"""Amounts, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quantities.amounts import drop_non_amounts
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("quantities_amounts", "amounts")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_amounts_are_whole(case: dict[str, Any]) -> None:
    types = (EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
    mentions = mentions_of_case(case["text"])
    found = [[mention.text, mention.type.value] for mention in mentions if mention.type in types]
    assert found == case["amounts"]


def test_a_unit_without_a_number_is_an_amount() -> None:
    doc = document_of("They walked miles at half-mast.", facts={"miles": {"lemma": "mile"}})
    spans = [name_of(doc, words, EntityType.QUANTITY) for words in ("miles", "half-mast")]
    assert [mention.text for mention in drop_non_amounts(mentions_of(doc, *spans))] == ["miles"]
