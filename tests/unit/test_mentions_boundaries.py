"""Boundaries of the model's entities."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.boundaries import trim_boundaries
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.model_entities import model_entities
from builder.model.annotations import EntityType, Origin
from tests.support.parsed import document_of
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_boundaries", "boundaries")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_entity_is_trimmed_to_the_name(case: dict[str, Any]) -> None:
    trims = {}
    for entity in model_entities(document_of_case(case["text"])):
        trimmed = trim_boundaries(entity)
        trims[entity.text] = trimmed.text if trimmed is not None else None
    assert trims == case["trims"]


FACTS = {"by": {"pos": "ADP"}, "In": {"tag": "IN"}, "The": {"tag": "DT"}, "led": {"pos": "VERB"}}


def trimmed_text(text: str, kind: EntityType) -> str | None:
    """Return the words of a text that remain if all of it is one entity."""
    doc = document_of(text, facts=FACTS, apart=True)
    entity = MentionSpan(doc, 0, len(doc.tokens), kind, Origin.MODEL, "", 0.8)
    trimmed = trim_boundaries(entity)
    return trimmed.text if trimmed is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Sen.", EntityType.PERSON, None),
        ("14", EntityType.ORGANIZATION, None),
        ("14", EntityType.QUANTITY, "14"),
        ("Elster Prize by the Board", EntityType.ORGANIZATION, "Elster Prize"),
        ("Mrs Ana Roe", EntityType.PERSON, "Ana Roe"),
        ("Mrs Roe Bakery", EntityType.ORGANIZATION, "Mrs Roe Bakery"),
        ("The Herald", EntityType.WORK, "The Herald"),
        ("Lowmoor district", EntityType.PLACE, "Lowmoor"),
        ("Lowmoor gazette", EntityType.WORK, "Lowmoor gazette"),
        ("Lowmoor 200", EntityType.PLACE, "Lowmoor"),
        ("Lowmoor 200", EntityType.EVENT, "Lowmoor 200"),
        ("pro-Marsh Harbor Party", EntityType.ORGANIZATION, "Harbor Party"),
        ("anti-Marsh", EntityType.ORGANIZATION, "Marsh"),
        ("In Touch", EntityType.WORK, "In Touch"),
        ("The Harbor Board", EntityType.ORGANIZATION, "Harbor Board"),
        ("Lowmoor-led", EntityType.ORGANIZATION, "Lowmoor"),
        ("van Orve", EntityType.PERSON, "van Orve"),
        ("north Lowmoor", EntityType.PLACE, "Lowmoor"),
        ("Merrow Council on Friday", EntityType.ORGANIZATION, "Merrow Council"),
        ("Lowmoor News on the Friday", EntityType.ORGANIZATION, "Lowmoor News"),
        ("Orve College in October", EntityType.ORGANIZATION, "Orve College"),
        ("Orve College on Heron Island", EntityType.ORGANIZATION, "Orve College"),
        ("Merrow Harbor Authority Thursday", EntityType.ORGANIZATION, "Merrow Harbor Authority"),
        ("Lowmoor Wednesday", EntityType.ORGANIZATION, "Lowmoor Wednesday"),
        ("Lowmoor Fair in May", EntityType.EVENT, "Lowmoor Fair in May"),
        ("Convention when Roe", EntityType.ORGANIZATION, "Convention"),
    ],
)
def test_edges_depend_on_the_type(text: str, kind: EntityType, expected: str | None) -> None:
    assert trimmed_text(text, kind) == expected
