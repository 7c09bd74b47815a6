"""Linking on stored parses: entities with their names, keys and roles, namesakes, and the dateline."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.entities.clustering import SpellingCluster
from builder.annotate.entities.linking import entity_keys, link_mentions
from builder.annotate.pipeline import find_mentions
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, document_of_case, linked_of_case, with_dateline

ENTITIES = cases_of("entities_linking", "entities")
NAMES = cases_of("entities_canonical_names", "names")
NAMESAKES = cases_of("entities_namesakes", "namesakes")
DATELINES = cases_of("entities_dateline", "dateline")


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


@pytest.mark.parametrize("case", NAMES, ids=[case["id"] for case in NAMES])
def test_an_entity_has_its_canonical_name(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    assert sorted(entity.name for entity in linked.entities) == case["names"]


@pytest.mark.parametrize("case", NAMESAKES, ids=[case["id"] for case in NAMESAKES])
def test_a_shared_surname_refers_to_one_person(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    names = {entity.key: entity.name for entity in linked.entities}
    found = [
        names[key]
        for mention, key in zip(linked.mentions, linked.keys, strict=True)
        if mention.type is EntityType.PERSON and key is not None
    ]
    assert found == case["entities"]


@pytest.mark.parametrize("case", DATELINES, ids=[case["id"] for case in DATELINES])
def test_the_dateline_mentions_its_places(case: dict[str, Any]) -> None:
    doc = with_dateline(document_of_case(case["text"]), case["place"], case["region"])
    linked = link_mentions(find_mentions(doc, load_gazetteer()))
    names = {entity.key: entity.name for entity in linked.entities}
    found = [[mention.span.of(doc.text), names[mention.entity or ""]] for mention in linked.dateline]
    assert found == case["mentions"]
    assert all(mention.rule == "dateline" for mention in linked.dateline)
