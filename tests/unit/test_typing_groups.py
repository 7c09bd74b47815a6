"""Groups on stored parses: peoples and parties that the model marked as something else."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.typing.groups import retype_groups
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("typing_groups", "groups")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_peoples_and_parties_are_groups(case: dict[str, Any]) -> None:
    found = [mention.text for mention in mentions_of_case(case["text"]) if mention.rule.endswith("+people")]
    assert found == case["groups"]


def test_a_person_with_the_name_of_a_people_is_not_a_group() -> None:
    doc = document_of("They met Danes on the pier.")
    mentions = mentions_of(doc, name_of(doc, "Danes", EntityType.PERSON))
    assert [mention.type for mention in retype_groups(mentions)] == [EntityType.PERSON]
