"""Nicknames inside names of persons."""

from __future__ import annotations

from typing import Any

from builder.model.annotations import EntityType
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import mentions_of_case


@parametrize_cases("mentions_nicknames", "nicknames")
def test_a_name_with_a_nickname_is_one_mention(case: dict[str, Any]) -> None:
    persons = [mention for mention in mentions_of_case(case["text"]) if mention.type is EntityType.PERSON]
    assert [mention.text for mention in persons if set(mention.text) & set("“”\"‘’'()")] == case.get(
        "names", []
    )
