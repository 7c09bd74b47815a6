"""Teams with the name of a country or town: one for each sport, and a title that says so."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.sports import sport_of
from builder.graph.cross_article_clustering import cluster_entities
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import evidence_on
from builder.graph.site_entities import SiteEntity
from builder.graph.team_places import places_of_teams
from builder.model.annotations import DocumentEntity, EntityType

Team = tuple[str, str | None]
"""Name and sport of a team in an article of its own; None for a place."""


def clusters(*named: Team) -> tuple[EntityCluster, ...]:
    """Return the clusters of teams, and of places, which have no sport: None."""
    entities, evidence = {}, {}
    for n, (name, sport) in enumerate(named):
        kind = EntityType.PLACE if sport is None else EntityType.ORGANIZATION
        key, entity = (chr(ord("a") + n), name), DocumentEntity(name, kind, name, (), ())
        entities[key] = entity
        evidence[key] = evidence_on(key, entity, shown_as="" if sport is None else "team", sport=sport or "")
    return cluster_entities(entities, evidence)


def teams(*named: Team) -> dict[str, str]:
    """Return the articles of the page of each team by its title; the articles are a, b, c …"""
    return {
        cluster.name: "".join(seed_id for seed_id, _ in cluster.keys)
        for cluster in clusters(*named)
        if cluster.type is EntityType.ORGANIZATION
    }


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (
            [("Norway", "football"), ("Norway", "ice hockey"), ("Norway", "football")],
            {"Norway (football team)": "ac", "Norway (ice hockey team)": "b"},
        ),
        ([("Norway", "football"), ("Norway", "")], {"Norway (football team)": "ab"}),
        ([("Norway", ""), ("Norway", "")], {"Norway (team)": "ab"}),
        (
            [("Norway", "football"), ("Norway", "rugby"), ("Norway", "rugby"), ("Norway", "")],
            {"Norway (football team)": "a", "Norway (rugby team)": "bcd"},
        ),
        ([("Duluth", "ice hockey"), ("Duluth", "football")], {"Duluth (football team)": "ab"}),
        ([("Quillmoor", "football"), ("Quillmoor", "football")], {"Quillmoor": "ab"}),
        ([("Quillmoor", "football"), ("Quillmoor", None)], {"Quillmoor (football team)": "a"}),
        ([("Duluth Herons", "ice hockey")], {"Duluth Herons": "a"}),
    ],
    ids=[
        "two sports",
        "no sport",
        "none known",
        "the frequent one",
        "a town",
        "no place",
        "a place of the archive",
        "a name of its own",
    ],
)
def test_a_national_team_is_one_for_each_sport(named: list[Team], expected: dict[str, str]) -> None:
    assert teams(*named) == expected


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["OSLO"], "Oslo"),
        (["NEW YORK", "NEW YORK"], "New York"),
        (["OSLO", "OSLO", "Oslo"], "Oslo"),
        (["USA"], "USA"),
    ],
)
def test_no_place_has_a_title_in_capitals(names: list[str], title: str) -> None:
    found = clusters(*((name, None) for name in names))
    assert title in {cluster.name for cluster in found}


def test_a_team_leads_to_the_place_with_its_name() -> None:
    found = clusters(("Norway", "football"), ("Norway", None), ("Norway", None), ("Denmark", "football"))
    entities = [SiteEntity(cluster.name, cluster.type, None, (cluster,), ()) for cluster in found]
    assert places_of_teams(entities) == {"Norway (football team)": "Norway"}


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("The goalkeeper saved a penalty, and the striker scored.", "football"),
        ("The goalkeeper left the rink; the puck and the goalie stayed.", "ice hockey"),
        ("The bowler took a wicket, and the goalkeeper watched from midfield.", ""),
        ("The mayor met the council.", ""),
    ],
)
def test_the_sport_is_that_with_the_most_words(text: str, sport: str) -> None:
    assert sport_of(text) == sport
