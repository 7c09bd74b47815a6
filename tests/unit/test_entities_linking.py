"""Linking on stored parses: entities with their names, keys and roles, namesakes, and the dateline."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.entities.clustering import SpellingCluster
from builder.annotate.entities.linking import entity_keys
from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, linked_of_case

ENTITIES = cases_of("entities_linking", "entities")


@pytest.mark.parametrize("case", ENTITIES, ids=[case["id"] for case in ENTITIES])
def test_entities_have_key_name_aliases_and_roles(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    found = [
        {
            "key": entity.key,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "roles": [role.text for role in entity.roles],
        }
        for entity in linked.entities
    ]
    assert found == case["entities"]
    assert {key for key in linked.keys if key is not None} == {entity["key"] for entity in found}


def test_entities_with_one_name_have_different_keys() -> None:
    types = (EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE)
    clusters = [SpellingCluster(entity_type, "Lowmoor", ("Lowmoor",)) for entity_type in types]
    assert entity_keys(clusters) == ["lowmoor", "lowmoor-2", "lowmoor-3"]


def test_an_entity_without_letters_has_its_type_as_key() -> None:
    assert entity_keys([SpellingCluster(EntityType.WORK, "…", ("…",))]) == ["work"]
