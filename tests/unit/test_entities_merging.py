"""Merging on stored parses: which spellings of an article refer to one entity."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.entities.linking import assign_clusters
from tests.support.stored_parses import cases_of, mentions_of_case

PERSONS = cases_of("entities_person_merging", "persons")
ORGANIZATIONS = cases_of("entities_organization_merging", "organizations")
PLACES = cases_of("entities_place_merging", "places")
EVENTS = cases_of("entities_event_merging", "events")
ALIASES = cases_of("entities_alias_merging", "aliases")


def spellings(text: str, entity_type: str) -> list[list[str]]:
    """Return the spellings of each entity of a type."""
    clusters = assign_clusters(mentions_of_case(text)).clusters
    return sorted(list(cluster.forms) for cluster in clusters if cluster.type == entity_type)


@pytest.mark.parametrize("case", PERSONS, ids=[case["id"] for case in PERSONS])
def test_spellings_of_a_person_are_merged(case: dict[str, Any]) -> None:
    assert spellings(case["text"], "person") == case["persons"]


@pytest.mark.parametrize("case", ORGANIZATIONS, ids=[case["id"] for case in ORGANIZATIONS])
def test_spellings_of_an_organization_are_merged(case: dict[str, Any]) -> None:
    assert spellings(case["text"], "organization") == case["organizations"]


@pytest.mark.parametrize("case", PLACES, ids=[case["id"] for case in PLACES])
def test_spellings_of_a_place_are_merged(case: dict[str, Any]) -> None:
    assert spellings(case["text"], "place") == case["places"]


@pytest.mark.parametrize("case", EVENTS, ids=[case["id"] for case in EVENTS])
def test_spellings_of_an_event_are_merged(case: dict[str, Any]) -> None:
    assert spellings(case["text"], "event") == case["events"]


@pytest.mark.parametrize("case", ALIASES, ids=[case["id"] for case in ALIASES])
def test_aliases_are_merged(case: dict[str, Any]) -> None:
    found = {entity_type: spellings(case["text"], entity_type) for entity_type in case["entities"]}
    assert found == case["entities"]
