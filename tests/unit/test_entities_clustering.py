"""Clustering: which spellings of an article refer to one entity, and how the entity is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate.entities.canonical_names import group_name
from builder.annotate.entities.clustering import (
    SpellingCluster,
    TypedForm,
    cluster_spellings,
    spellings_by_type,
)
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE
ORGANIZATION, GROUP, EVENT = EntityType.ORGANIZATION, EntityType.GROUP, EntityType.EVENT


def clusters_of(
    counts: Mapping[TypedForm, int], aliases: Sequence[tuple[TypedForm, TypedForm]] = ()
) -> tuple[SpellingCluster, ...]:
    return cluster_spellings(spellings_by_type(counts, load_gazetteer(), aliases=aliases).values())


def clusters(kind: EntityType, counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Return the forms of each cluster, by its name."""
    found = clusters_of({(kind, form): count for form, count in counts.items()})
    assert all(cluster.type is kind for cluster in found)
    assert len({cluster.name for cluster in found}) == len(found)
    return {cluster.name: cluster.forms for cluster in found}


PERSONS: list[tuple[str, dict[str, int], dict[str, tuple[str, ...]]]] = [
    (
        "a surname joins its full name",
        {"Tobias Fenwick": 1, "Fenwick": 5},
        {"Tobias Fenwick": ("Fenwick", "Tobias Fenwick")},
    ),
    (
        "a given name joins its full name",
        {"Tobias Fenwick": 1, "Tobias": 2},
        {"Tobias Fenwick": ("Tobias", "Tobias Fenwick")},
    ),
    (
        "middle names and initials agree",
        {"Tobias Fenwick": 1, "Tobias R. Fenwick": 1, "T. Fenwick": 1},
        {"Tobias R. Fenwick": ("T. Fenwick", "Tobias Fenwick", "Tobias R. Fenwick")},
    ),
    (
        "two with one surname stay apart, and the surname alone is neither’s",
        {"Mara Fenwick": 1, "Tobias Fenwick": 1, "Fenwick": 1},
        {"Mara Fenwick": ("Mara Fenwick",), "Tobias Fenwick": ("Tobias Fenwick",), "Fenwick": ("Fenwick",)},
    ),
    (
        "the surname is the one’s who is named three times as often",
        {"Mara Fenwick": 1, "Tobias Fenwick": 3, "Fenwick": 1},
        {"Mara Fenwick": ("Mara Fenwick",), "Tobias Fenwick": ("Fenwick", "Tobias Fenwick")},
    ),
    (
        "an initial that could be either’s is a name of its own",
        {"Mara Fenwick": 1, "Maud Fenwick": 1, "M. Fenwick": 1},
        {"M. Fenwick": ("M. Fenwick",), "Mara Fenwick": ("Mara Fenwick",), "Maud Fenwick": ("Maud Fenwick",)},
    ),
    (
        "capitals of a headline are the same name",
        {"TOBIAS FENWICK": 1, "Tobias Fenwick": 1, "FENWICK": 1},
        {"Tobias Fenwick": ("FENWICK", "TOBIAS FENWICK", "Tobias Fenwick")},
    ),
    (
        "capitals alone are written as names are",
        {"TOBIAS FENWICK": 1},
        {"Tobias Fenwick": ("TOBIAS FENWICK",)},
    ),
    (
        "accents do not part a name",
        {"José Ibarra": 1, "Jose Ibarra": 1},
        {"Jose Ibarra": ("Jose Ibarra", "José Ibarra")},
    ),
    (
        "father and son stay apart",
        {"Tobias Fenwick Jr.": 1, "Tobias Fenwick Sr.": 1},
        {"Tobias Fenwick Jr.": ("Tobias Fenwick Jr.",), "Tobias Fenwick Sr.": ("Tobias Fenwick Sr.",)},
    ),
    (
        "a nickname and the full given name",
        {"Robert Halloran": 1, "Bob Halloran": 3, "Halloran": 1},
        {"Robert Halloran": ("Bob Halloran", "Halloran", "Robert Halloran")},
    ),
    (
        "two with one given name whose middle names differ stay apart",
        {"Tobias R. Fenwick": 1, "Tobias S. Fenwick": 1},
        {"Tobias R. Fenwick": ("Tobias R. Fenwick",), "Tobias S. Fenwick": ("Tobias S. Fenwick",)},
    ),
    (
        "the fuller name heads the page, however rare",
        {"Tobias Fenwick": 5, "Tobias Roland Fenwick": 1},
        {"Tobias Roland Fenwick": ("Tobias Fenwick", "Tobias Roland Fenwick")},
    ),
    (
        "a slip of the pen",
        {"Tobias Fenwick": 2, "Tobias Fennwick": 1},
        {"Tobias Fenwick": ("Tobias Fennwick", "Tobias Fenwick")},
    ),
    (
        "the slip that is the more frequent heads the page",
        {"Tobias Fenwick": 1, "Tobias Fennwick": 2},
        {"Tobias Fennwick": ("Tobias Fennwick", "Tobias Fenwick")},
    ),
    (
        "a slip that could be two persons’ is a name of its own",
        {"Martin Fenwick": 1, "Marvin Fenwick": 1},
        {"Martin Fenwick": ("Martin Fenwick", "Marvin Fenwick")},
    ),
    (
        "the family name first",
        {"Okonjo Paul": 1, "Paul Okonjo": 1, "Okonjo": 1},
        {"Okonjo Paul": ("Okonjo", "Okonjo Paul", "Paul Okonjo")},
    ),
    (
        "a saint",
        {"Saint Elswith": 1, "St. Elswith": 1, "Elswith": 5},
        {"Saint Elswith": ("Elswith", "Saint Elswith", "St. Elswith")},
    ),
    (
        "well-known names of one person",
        {"Abraham Lincoln": 1, "President Lincoln": 1},
        {"President Lincoln": ("Abraham Lincoln", "President Lincoln")},
    ),
    (
        "strangers",
        {"Ana Roe": 1, "Tobias Fenwick": 1},
        {"Ana Roe": ("Ana Roe",), "Tobias Fenwick": ("Tobias Fenwick",)},
    ),
]


@pytest.mark.parametrize(
    ("counts", "expected"), [row[1:] for row in PERSONS], ids=[row[0] for row in PERSONS]
)
def test_spellings_of_persons(counts: dict[str, int], expected: dict[str, tuple[str, ...]]) -> None:
    assert clusters(PERSON, counts) == expected


OTHERS: list[tuple[str, EntityType, dict[str, int], dict[str, tuple[str, ...]]]] = [
    (
        "an acronym joins the name it is made of",
        ORGANIZATION,
        {"North Sea Harbour Authority": 1, "NSHA": 4},
        {"North Sea Harbour Authority": ("NSHA", "North Sea Harbour Authority")},
    ),
    (
        "with full stops as well",
        ORGANIZATION,
        {"League of Bakers": 1, "L.B.": 1, "LOB": 1},
        {"League of Bakers": ("L.B.", "LOB", "League of Bakers")},
    ),
    (
        "an acronym that two names fit is neither’s",
        ORGANIZATION,
        {"Northern Bakers League": 1, "National Bank of Lowmoor": 1, "NBL": 1},
        {
            "NBL": ("NBL",),
            "National Bank of Lowmoor": ("National Bank of Lowmoor",),
            "Northern Bakers League": ("Northern Bakers League",),
        },
    ),
    (
        "a name without its generic last word",
        ORGANIZATION,
        {"Lowmoor University": 1, "Lowmoor": 2},
        {"Lowmoor University": ("Lowmoor", "Lowmoor University")},
    ),
    (
        "two that begin with one word stay apart from it",
        ORGANIZATION,
        {"Lowmoor University": 1, "Lowmoor Hospital": 1, "Lowmoor": 1},
        {
            "Lowmoor": ("Lowmoor",),
            "Lowmoor Hospital": ("Lowmoor Hospital",),
            "Lowmoor University": ("Lowmoor University",),
        },
    ),
    (
        "the words left out are not generic",
        ORGANIZATION,
        {"Lowmoor Herring": 1, "Lowmoor": 1},
        {"Lowmoor": ("Lowmoor",), "Lowmoor Herring": ("Lowmoor Herring",)},
    ),
    (
        "an acronym joins the name that appears twice as often",
        ORGANIZATION,
        {"Northern Bakers League": 2, "National Bank of Lowmoor": 1, "NBL": 1},
        {
            "National Bank of Lowmoor": ("National Bank of Lowmoor",),
            "Northern Bakers League": ("NBL", "Northern Bakers League"),
        },
    ),
    (
        "the words before of",
        ORGANIZATION,
        {"House of Harbours": 1, "House": 3},
        {"House of Harbours": ("House", "House of Harbours")},
    ),
    (
        "the last words before of",
        ORGANIZATION,
        {"Norwegian High Court of Trade": 1, "High Court": 3, "Court": 1},
        {"Norwegian High Court of Trade": ("Court", "High Court", "Norwegian High Court of Trade")},
    ),
    (
        "a team by its last word",
        ORGANIZATION,
        {"Lowmoor Harriers": 1, "Harriers": 4},
        {"Lowmoor Harriers": ("Harriers", "Lowmoor Harriers")},
    ),
    (
        "a word for a building is not a short form",
        ORGANIZATION,
        {"Lowmoor House": 1, "House": 1},
        {"House": ("House",), "Lowmoor House": ("Lowmoor House",)},
    ),
    (
        "spellings with one key",
        ORGANIZATION,
        {"People’s Party": 1, "People Party": 1, "U.S. Senate": 1, "Senate of the United States": 1},
        {
            "People’s Party": ("People Party", "People’s Party"),
            "Senate of the United States": ("Senate of the United States", "U.S. Senate"),
        },
    ),
    (
        "the name and not its acronym heads the page",
        ORGANIZATION,
        {"N.S.H.A.": 9, "North Sea Harbour Authority": 1},
        {"North Sea Harbour Authority": ("N.S.H.A.", "North Sea Harbour Authority")},
    ),
    (
        "a country by its abbreviations",
        PLACE,
        {"U.S.": 5, "US": 1, "United States": 1},
        {"United States": ("U.S.", "US", "United States")},
    ),
    ("a country by abbreviations alone", PLACE, {"U.K.": 1}, {"United Kingdom": ("U.K.",)}),
    (
        "a town in capitals",
        PLACE,
        {"PORT ELSTER": 1, "Port Elster": 1},
        {"Port Elster": ("PORT ELSTER", "Port Elster")},
    ),
    ("a town in capitals alone", PLACE, {"PORT ELSTER": 1}, {"Port Elster": ("PORT ELSTER",)}),
    (
        "two towns",
        PLACE,
        {"Lowmoor": 1, "Port Elster": 1},
        {"Lowmoor": ("Lowmoor",), "Port Elster": ("Port Elster",)},
    ),
    (
        "a capital and its district, whose abbreviation heads no page",
        PLACE,
        {"Washington": 1, "D.C.": 4},
        {"Washington": ("D.C.", "Washington")},
    ),
    ("the abbreviation of a capital alone", PLACE, {"D.C.": 4}, {"Washington": ("D.C.",)}),
    ("the abbreviation of a state alone", PLACE, {"Ore.": 2}, {"Oregon": ("Ore.",)}),
    (
        "both halves of a country",
        PLACE,
        {"North Lowmoor": 1, "South Lowmoor": 1, "North": 2, "South": 1},
        {"North Lowmoor": ("North", "North Lowmoor"), "South Lowmoor": ("South", "South Lowmoor")},
    ),
    (
        "one half alone does not decide",
        PLACE,
        {"North Lowmoor": 1, "North": 2},
        {"North": ("North",), "North Lowmoor": ("North Lowmoor",)},
    ),
    (
        "nor are two countries with a north",
        PLACE,
        {"North Lowmoor": 1, "South Lowmoor": 1, "North Elster": 1, "North": 1},
        {
            "North": ("North",),
            "North Elster": ("North Elster",),
            "North Lowmoor": ("North Lowmoor",),
            "South Lowmoor": ("South Lowmoor",),
        },
    ),
    (
        "well-known names of one place",
        PLACE,
        {"Altai Mountains": 2, "Altay Mountains": 1},
        {"Altai Mountains": ("Altai Mountains", "Altay Mountains")},
    ),
    (
        "countries go by the gazetteer",
        PLACE,
        {"Russia": 1, "Soviet Union": 1},
        {"Russia": ("Russia",), "Soviet Union": ("Soviet Union",)},
    ),
    ("a people by its forms", GROUP, {"Danish": 2, "Danes": 1}, {"Danes": ("Danes", "Danish")}),
    (
        "a people that the gazetteer does not know",
        GROUP,
        {"Lowmoorites": 1},
        {"Lowmoorites": ("Lowmoorites",)},
    ),
    (
        "a name rather than its acronym is shown",
        ORGANIZATION,
        {"USHA": 1, "Usha": 1},
        {"Usha": ("USHA", "Usha")},
    ),
    ("events", EVENT, {"Herring Day": 1, "HERRING DAY": 1}, {"Herring Day": ("HERRING DAY", "Herring Day")}),
]


@pytest.mark.parametrize(
    ("kind", "counts", "expected"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS]
)
def test_spellings_of_other_types(
    kind: EntityType, counts: dict[str, int], expected: dict[str, tuple[str, ...]]
) -> None:
    assert clusters(kind, counts) == expected


def test_one_spelling_of_two_types_is_two_clusters() -> None:
    found = clusters_of({(PERSON, "Lowmoor"): 1, (PLACE, "Lowmoor"): 2})
    assert [(cluster.type, cluster.forms) for cluster in found] == [
        (PERSON, ("Lowmoor",)),
        (PLACE, ("Lowmoor",)),
    ]


def test_types_without_pages_are_left_out() -> None:
    counts = {(EntityType.DATE, "Sunday"): 2, (EntityType.MONEY, "$4"): 1, (PLACE, "Lowmoor"): 1}
    assert [cluster.name for cluster in clusters_of(counts)] == ["Lowmoor"]


STATED = [
    ("two persons", (PERSON, "Tobias Fenwick"), (PERSON, "Rosco Vale"), True),
    ("the other way round", (PERSON, "Rosco Vale"), (PERSON, "Tobias Fenwick"), True),
    ("two types", (PERSON, "Tobias Fenwick"), (PLACE, "Lowmoor"), False),
    ("a name that is not there", (PERSON, "Tobias Fenwick"), (PERSON, "Mara Quillon"), False),
]


@pytest.mark.parametrize(
    ("first", "second", "together"), [row[1:] for row in STATED], ids=[row[0] for row in STATED]
)
def test_aliases_that_the_article_states_are_merged(
    first: tuple[EntityType, str],
    second: tuple[EntityType, str],
    together: bool,  # noqa: FBT001
) -> None:
    counts = {
        (PERSON, "Tobias Fenwick"): 1,
        (PERSON, "Rosco Vale"): 1,
        (PERSON, "Vale"): 1,
        (PLACE, "Lowmoor"): 1,
    }
    found = clusters_of(counts, [(first, second)])
    persons = [cluster.forms for cluster in found if cluster.type is PERSON]
    apart = [("Rosco Vale", "Vale"), ("Tobias Fenwick",)]
    assert persons == ([("Rosco Vale", "Tobias Fenwick", "Vale")] if together else apart)


def test_a_group_has_the_name_of_the_gazetteer() -> None:
    assert group_name("Danish", load_gazetteer()) == "Danes"
    assert group_name("Lowmoorites", load_gazetteer()) == "Lowmoorites"


FORMS = st.sampled_from(
    "Tobias Fenwick|T. Fenwick|Fenwick|Mara Fenwick|Tobias|Lowmoor|Lowmoor University|LU|U.S.|Danes".split(
        "|"
    )
)
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from([PERSON, PLACE, ORGANIZATION, GROUP]), FORMS), st.integers(1, 5)
)


@settings(deadline=None)
@given(counts=COUNTS, data=st.data())
def test_each_form_is_in_one_cluster_in_any_order(
    counts: dict[tuple[EntityType, str], int], data: st.DataObject
) -> None:
    found = clusters_of(counts)
    members = [(cluster.type, form) for cluster in found for form in cluster.forms]
    assert sorted(members) == sorted(counts)
    shuffled = dict(data.draw(st.permutations(list(counts.items()))))
    assert clusters_of(shuffled) == found
