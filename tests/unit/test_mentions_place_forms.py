"""Forms of places: their regions, homonyms within an article, and names that a state shares with another place."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.place_forms import regions_beside, with_regions_of_homonyms
from builder.model.annotations import EntityType
from builder.model.span import Span
from tests.support.stored_parses import cases_of, linked_of_case, mentions_of_case

REGIONS = cases_of("mentions_place_forms", "regions")


@pytest.mark.parametrize("case", REGIONS, ids=[case["id"] for case in REGIONS])
def test_regions_beside_places(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = {span.of(case["text"]): region for span, region in regions_beside(mentions).items()}
    assert found == case["regions"]
    entities = linked_of_case(case["text"]).entities
    assert [one.name for one in entities if one.type is EntityType.PLACE] == case["entities"]


def test_an_entity_has_the_region_beside_its_name() -> None:
    entities = linked_of_case("The boat left Tripoli, Lebanon, on Monday.").entities
    assert {one.key: one.region for one in entities} == {"tripoli": "Lebanon", "lebanon": None}


def test_a_bare_name_means_the_homonym_that_was_named_last() -> None:
    spans = [Span(i, i + 1) for i in range(5)]
    named = [(span, "Lowmoor") for span in spans]
    regions = {spans[1]: "Ohio", spans[3]: "Utah"}
    assert list(with_regions_of_homonyms(named, regions).values()) == [
        "Lowmoor, Ohio",
        "Lowmoor, Ohio",
        "Lowmoor, Ohio",
        "Lowmoor, Utah",
        "Lowmoor, Utah",
    ]


def test_a_name_with_one_region_keeps_its_form() -> None:
    named = [(Span(0, 7), "Lowmoor"), (Span(10, 17), "Lowmoor")]
    assert with_regions_of_homonyms(named, {Span(0, 7): "Ohio"}) == {}
