"""Lists of places, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, linked_of_case

SENSES = cases_of("mentions_place_lists", "senses")


@pytest.mark.parametrize("case", SENSES, ids=[case["id"] for case in SENSES])
def test_lists_show_the_kind_of_place(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    names = {entity.key: entity.name for entity in linked.entities}
    found = [
        [mention.span.of(case["text"]), names[mention.entity or ""]]
        for mention in linked.all_mentions()
        if mention.type is EntityType.PLACE
    ]
    assert found == case["places"]
