"""The letters of turns beside names, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.model.annotations import EntityType
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import mentions_of_case


@parametrize_cases("mentions_turn_letters", "names")
def test_no_letter_of_a_turn_is_part_of_a_name(case: dict[str, Any]) -> None:
    types = (EntityType.PERSON, EntityType.ORGANIZATION)
    found = [mention.text for mention in mentions_of_case(case["text"]) if mention.type in types]
    assert found == case["named"]
