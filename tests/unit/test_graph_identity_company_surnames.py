"""Surnames that alone name a company: decided over the archive."""

from __future__ import annotations

import pytest

from builder.graph.cross_article_clustering import cluster_entities
from builder.graph.identity.name_evidence import evidence_on
from builder.model.annotations import DocumentEntity, EntityType, Role
from builder.model.span import Span
from tests.support.annotated import entity_of

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
ROLE = Role("mayor", Span(0, 5), Span(6, 12))


def bodies(*names: str) -> list[DocumentEntity]:
    return [entity_of(name, ORGANIZATION) for name in names]


def types_of(*entities: DocumentEntity) -> list[tuple[str, str, str]]:
    """Return type, name and articles of each cluster of entities in an article of their own each."""
    clusters = cluster_entities({(chr(ord("a") + n), one.key): one for n, one in enumerate(entities)})
    return [(one.type.value, one.name, "".join(seed_id for seed_id, _ in one.keys)) for one in clusters]


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (("Merrow News", "Merrow News"), "Merrow News"),
        (("Merrow News", "Merrow", "Merrow Media"), "Merrow"),
        (("Merrow L.P.", "Merrow", "Merrow News"), "Merrow"),
        (("Merrow Inc.", "Merrow, LLC"), "Merrow Inc."),
        (("Merrow Energy", "Merrow Energy"), "Merrow"),
    ],
    ids=["news", "short name and media", "forms", "forms alone", "industry"],
)
def test_a_surname_alone_is_the_company_of_more_articles(names: tuple[str, ...], title: str) -> None:
    found = types_of(entity_of("Merrow"), *bodies(*names))
    assert {kind for kind, _, _ in found} == {"organization"}
    assert title in {name for _, name, articles in found if "a" in articles}


@pytest.mark.parametrize(
    "odd",
    [
        entity_of("Merrow", roles=[ROLE]),
        entity_of("Tomas Merrow", aliases=["Merrow"]),
    ],
    ids=["role", "full name"],
)
def test_a_person_of_whom_the_article_shows_more_stays_a_person(odd: DocumentEntity) -> None:
    found = types_of(odd, *bodies("Merrow News", "Merrow News"))
    assert ("person", odd.name, "a") in found


def test_the_persons_of_that_surname_must_be_fewer() -> None:
    persons = [entity_of("Tomas Merrow"), entity_of("Tomas Merrow")]
    assert ("person", "Tomas Merrow", "abc") in types_of(
        *persons, entity_of("Merrow"), *bodies("Merrow News", "Merrow News")
    )
    found = types_of(*persons, entity_of("Merrow"), *bodies("Merrow News", "Merrow L.P.", "Merrow", "Merrow"))
    assert found == [("organization", "Merrow", "cdefg"), ("person", "Tomas Merrow", "ab")]


@pytest.mark.parametrize(
    "names",
    [
        ("Merrow Foundation", "Merrow Foundation"),
        ("Merrow News",),
        ("Merrow News Network Fund", "Merrow University"),
        ("Merrow White House", "Merrow Global Initiative"),
        ("Merrow Campaign", "Merrow Library"),
    ],
    ids=["foundation", "once", "more words", "government", "campaign"],
)
def test_other_bodies_make_no_company_of_a_person(names: tuple[str, ...]) -> None:
    found = types_of(entity_of("Merrow"), *bodies(*names))
    assert ("person", "Merrow", "a") in found


def test_a_given_name_is_no_company() -> None:
    assert ("person", "Tomas", "a") in types_of(entity_of("Tomas"), *bodies("Tomas News", "Tomas News"))


def shown_types(*rows: tuple[DocumentEntity, str]) -> list[tuple[str, str, str]]:
    """Return type, name and articles of each cluster of entities in an article of their own each.

    Args:
        rows: each entity, with what the words beside it show it to be.
    """
    keys = [(chr(ord("a") + n), one.key) for n, (one, _) in enumerate(rows)]
    entities = {key: one for key, (one, _) in zip(keys, rows, strict=True)}
    evidence = {
        key: evidence_on(key, one, shown_as=shown) for key, (one, shown) in zip(keys, rows, strict=True)
    }
    clusters = cluster_entities(entities, evidence)
    return [(one.type.value, one.name, "".join(seed_id for seed_id, _ in one.keys)) for one in clusters]


@pytest.mark.parametrize("shown", ["team", "firm"])
def test_a_bare_surname_is_what_another_article_shows(shown: str) -> None:
    found = shown_types((entity_of("Merrow"), ""), (entity_of("Merrow", ORGANIZATION), shown))
    assert found == [("organization", "Merrow", "ab")]


def test_an_organization_that_nothing_shows_decides_nothing() -> None:
    found = shown_types((entity_of("Merrow"), ""), (entity_of("Merrow", ORGANIZATION), ""))
    assert ("person", "Merrow", "a") in found


def test_a_bare_surname_is_that_of_the_person_whom_more_articles_name() -> None:
    persons = [(entity_of("Tomas Merrow"), "")] * 2
    found = shown_types((entity_of("Merrow"), ""), (entity_of("Merrow", ORGANIZATION), "firm"), *persons)
    assert ("organization", "Merrow", "b") in found


def test_a_bare_name_is_the_town_that_more_articles_have_and_not_its_team() -> None:
    towns = [(entity_of("Merrow", PLACE), "")] * 4
    found = shown_types((entity_of("Merrow"), ""), (entity_of("Merrow", ORGANIZATION), "team"), *towns)
    assert ("place", "Merrow", "acdef") in found


def test_an_unknown_place_is_the_company_of_another_article() -> None:
    found = shown_types(
        (entity_of("Merrowdrift", PLACE), ""), (entity_of("Merrowdrift", ORGANIZATION), "firm")
    )
    assert found == [("organization", "Merrowdrift", "ab")]


@pytest.mark.parametrize(("name", "shown"), [("Merrowdrift", "team"), ("Norway", "firm")])
def test_a_small_town_with_a_team_and_a_known_place_stay_places(name: str, shown: str) -> None:
    found = shown_types((entity_of(name, PLACE), ""), (entity_of(name, ORGANIZATION), shown))
    assert ("place", name, "a") in found


def test_a_team_with_the_name_of_a_country_is_not_outvoted() -> None:
    places = [(entity_of("Norway", PLACE), "")] * 9
    found = shown_types((entity_of("Norway", ORGANIZATION), "team"), *places)
    assert ("organization", "Norway (team)", "a") in found


def test_teams_do_not_outvote_the_country() -> None:
    teams = [(entity_of("Norway", ORGANIZATION), "team")] * 9
    assert ("place", "Norway", "a") in shown_types((entity_of("Norway", PLACE), ""), *teams)
