"""Names of states by their elections, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, linked_of_case

SENSES = cases_of("mentions_state_contests", "senses")


@pytest.mark.parametrize("case", SENSES, ids=[case["id"] for case in SENSES])
def test_an_election_shows_the_state(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    names = {entity.key: entity.name for entity in linked.entities}
    found = [
        [mention.span.of(case["text"]), names[mention.entity or ""]]
        for mention in linked.all_mentions()
        if mention.type is EntityType.PLACE
    ]
    assert found == case["places"]
