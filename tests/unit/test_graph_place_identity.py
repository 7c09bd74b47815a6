"""Identity of places over the archive: name and region."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.graph.cross_article_clustering import cluster_entities
from builder.graph.identity.name_evidence import EntityKey
from builder.model.annotations import DocumentEntity, EntityType
from tests.support.annotated import entity_of

PLACE, GROUP = EntityType.PLACE, EntityType.GROUP


def place(name: str, region: str | None = None) -> DocumentEntity:
    return replace(entity_of(name, PLACE), region=region)


def pages(*articles: tuple[DocumentEntity, ...]) -> dict[str, str]:
    """Return the articles of each place by its title; articles are a, b, c …"""
    entities: dict[EntityKey, DocumentEntity] = {
        (chr(ord("a") + n), entity.key): entity for n, article in enumerate(articles) for entity in article
    }
    return {
        cluster.name: "".join(seed_id for seed_id, _ in cluster.keys)
        for cluster in cluster_entities(entities)
        if cluster.type is PLACE
    }


def test_towns_of_two_states_are_two_places() -> None:
    found = pages((place("Springfield", "Illinois"),), (place("Springfield", "Missouri"),))
    assert found == {"Springfield, Illinois": "a", "Springfield, Missouri": "b"}


def test_towns_that_no_table_has_are_told_apart() -> None:
    found = pages((place("Lowmoor", "Ohio"),), (place("Lowmoor", "Utah"),))
    assert found == {"Lowmoor, Ohio": "a", "Lowmoor, Utah": "b"}


def test_a_town_that_no_table_has_keeps_its_bare_name() -> None:
    assert pages((place("Lowmoor", "Ohio"),), (place("Lowmoor"),)) == {"Lowmoor": "ab"}


def test_a_small_town_is_not_its_large_namesake() -> None:
    found = pages((place("Dallas", "Oregon"),), (place("Dallas"), place("Texas")))
    assert found == {"Dallas, Oregon": "a", "Dallas": "b", "Texas": "b"}


def test_a_state_with_its_country_is_no_town_of_another_one() -> None:
    towns = (place("Victoria", "British Columbia"),), (place("Victoria", "Texas"),)
    found = pages((place("Victoria", "Australia"), place("Texas")), *towns)
    assert "a" not in found["Victoria, Texas"] + found["Victoria, British Columbia"]


def test_the_best_known_place_keeps_the_bare_name() -> None:
    found = pages((place("Paris", "France"),), (place("Paris"),), (place("Paris", "Texas"),))
    assert found == {"Paris": "ab", "Paris, Texas": "c"}


def test_two_homonyms_in_one_article() -> None:
    entities = (place("Salem, Oregon", "Oregon"), place("Salem, Massachusetts", "Massachusetts"))
    assert pages(entities, (place("Salem", "Oregon"),)) == {
        "Salem, Massachusetts": "a",
        "Salem, Oregon": "ab",
    }


@pytest.mark.parametrize(
    ("beside", "title"),
    [
        (place("New Hampshire"), "Concord, New Hampshire"),
        (place("North Carolina"), "Concord, North Carolina"),
    ],
)
def test_the_other_places_of_the_article_decide_a_bare_name(beside: DocumentEntity, title: str) -> None:
    found = pages(
        (place("Concord", "New Hampshire"),),
        (place("Concord", "North Carolina"),),
        (place("Concord"), beside),
    )
    assert "c" in found[title]


def test_the_archive_decides_a_bare_name_without_context() -> None:
    stated = [(place("Concord", "New Hampshire"),)] * 2
    found = pages(*stated, (place("Concord", "North Carolina"),), (place("Concord"),))
    assert found == {"Concord, New Hampshire": "abd", "Concord, North Carolina": "c"}


def test_what_nothing_decides_stays_apart() -> None:
    found = pages((place("Lowmoor", "Ohio"),), (place("Lowmoor", "Utah"),), (place("Lowmoor"),))
    assert found == {"Lowmoor": "c", "Lowmoor, Ohio": "a", "Lowmoor, Utah": "b"}


def test_a_people_is_context_too() -> None:
    found = pages(
        (place("Birmingham"), entity_of("Britons", GROUP)), (place("Birmingham", "Alabama"), place("Alabama"))
    )
    assert found == {"Birmingham": "a", "Birmingham, Alabama": "b", "Alabama": "b"}


def test_state_and_city_of_one_name_are_two_places() -> None:
    found = pages((place("New York (state)"),), (place("New York City"),), (place("New York City"),))
    assert found == {"New York (state)": "a", "New York City": "bc"}


def test_a_small_town_takes_no_bare_names_from_a_well_known_place() -> None:
    articles = [(place("Washington"), place("Iowa"))] * 3
    assert pages(*articles, (place("Washington", "Iowa"), place("Iowa"))) == {
        "Washington": "abc",
        "Washington, Iowa": "d",
        "Iowa": "abcd",
    }


def test_a_small_town_does_not_name_the_page_of_a_well_known_place() -> None:
    found = pages((place("Atlantic"),), (place("Atlantic"),), (place("Atlantic", "Iowa"),))
    assert found == {"Atlantic": "ab", "Atlantic, Iowa": "c"}
