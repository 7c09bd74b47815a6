"""Teams with the name of a country or town: one for each sport, and a title that says so."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.sports import sport_of
from builder.graph.identity.name_evidence import evidence_on
from builder.graph.identity.organizations import identify_organizations
from builder.graph.identity.page_titles import title_of_organization
from builder.model.annotations import DocumentEntity, EntityType

Team = tuple[str, str]
"""Name and sport of a team in an article of its own."""


def teams(*named: Team) -> dict[str, str]:
    """Return the articles of each page by its title; the articles are a, b, c …"""
    units = [
        evidence_on(
            (chr(ord("a") + n), name),
            DocumentEntity(name, EntityType.ORGANIZATION, name, (), ()),
            shown_as="team",
            sport=sport,
        )
        for n, (name, sport) in enumerate(named)
    ]
    return {
        title_of_organization(found.units): "".join(unit.key[0] for unit in found.units)
        for found in identify_organizations(units)
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
        ([("Duluth Herons", "ice hockey")], {"Duluth Herons": "a"}),
    ],
    ids=[
        "two sports",
        "no sport",
        "none known",
        "the frequent one",
        "a town",
        "no place",
        "a name of its own",
    ],
)
def test_a_national_team_is_one_for_each_sport(named: list[Team], expected: dict[str, str]) -> None:
    assert teams(*named) == expected


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
