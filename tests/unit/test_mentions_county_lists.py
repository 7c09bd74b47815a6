"""Counties that are named together."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.county_lists import county_names
from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, linked_of_case, mentions_of_case

CASES = cases_of("mentions_county_lists", "counties")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_counties_named_together_are_places(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = county_names(mentions)
    assert [found[mention_i] for mention_i in sorted(found)] == case["names"]
    assert {mentions.spans[mention_i].type for mention_i in found} <= {EntityType.PLACE}
    entities = linked_of_case(case["text"]).entities
    assert [one.name for one in entities if one.type is EntityType.PLACE] == case["places"]
