"""Clustering of entities across articles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.graph.cross_article_clustering import cluster_entities
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import EntityKey
from builder.model.annotations import DocumentEntity, EntityType, Role
from builder.model.span import Span
from tests.support.annotated import entity_of

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE
ORGANIZATION, GROUP, EVENT = EntityType.ORGANIZATION, EntityType.GROUP, EntityType.EVENT


def entities_of(*entities: DocumentEntity) -> dict[EntityKey, DocumentEntity]:
    """Return the entities by key, each in an article of its own: a, b, c …"""
    return {(chr(ord("a") + n), entity.key): entity for n, entity in enumerate(entities)}


def persons(*names: str) -> list[tuple[str, str]]:
    """Return name and articles of each cluster of persons that are mentioned in an article of their own each."""
    return summary(cluster_entities(entities_of(*(entity_of(name) for name in names))))


def summary(found: tuple[EntityCluster, ...]) -> list[tuple[str, str]]:
    return [(one.name, "".join(seed_id for seed_id, _ in one.keys)) for one in found]


PERSONS: list[tuple[str, tuple[str, ...], list[tuple[str, str]]]] = [
    ("one spelling", ("Ana Roe", "Ana Roe"), [("Ana Roe", "ab")]),
    ("case and accents do not count", ("José Ibarra", "JOSE IBARRA"), [("José Ibarra", "ab")]),
    ("a stroke", ("Władek Brøns", "Wladek Brons"), [("Wladek Brons", "ab")]),
    ("a stroke in capitals", ("BOŻENA ŁEKKA", "Bozena Lekka", "Łekka"), [("Bozena Lekka", "abc")]),
    ("two letters for one", ("Þorvald Næss", "Thorvald Naess"), [("Thorvald Naess", "ab")]),
    ("a sharp s", ("Ute Voßberg", "Ute Vossberg", "Ute VOSSBERG"), [("Ute Vossberg", "abc")]),
    ("a dotless i", ("Ilkay Kırdan", "Ilkay Kirdan"), [("Ilkay Kirdan", "ab")]),
    ("a middle name", ("Ana Roe", "Ana M. Roe"), [("Ana M. Roe", "ab")]),
    ("a nickname", ("Robert “Buster” Halloran", "Robert Halloran"), [("Robert “Buster” Halloran", "ab")]),
    ("a surname that one person has", ("Roe", "Ana Roe", "Roe"), [("Ana Roe", "abc")]),
    (
        "a surname that two have",
        ("Roe", "Ana Roe", "Ben Roe"),
        [("Ana Roe", "b"), ("Ben Roe", "c"), ("Roe", "a")],
    ),
    ("a surname that no full name has", ("Roe", "Roe"), [("Roe", "ab")]),
    ("given names differ", ("Ana Roe", "Ada Roe"), [("Ada Roe", "b"), ("Ana Roe", "a")]),
    ("a given name alone joins no one", ("Ana", "Ana Roe"), [("Ana", "a"), ("Ana Roe", "b")]),
    ("suffixes differ", ("Ana Roe Jr.", "Ana Roe Sr."), [("Ana Roe Jr.", "a"), ("Ana Roe Sr.", "b")]),
    (
        "a short form of two namesakes stays alone",
        ("Ana M. Roe", "Ana S. Roe", "Ana Roe"),
        [("Ana M. Roe", "a"), ("Ana Roe", "c"), ("Ana S. Roe", "b")],
    ),
    ("particles", ("Nora van der Berg", "Berg"), [("Nora van der Berg", "ab")]),
    ("an Arabic article", ("Yusuf al-Karimi", "Yusuf Karimi", "Karimi"), [("Yusuf al-Karimi", "abc")]),
]


@pytest.mark.parametrize(("names", "expected"), [row[1:] for row in PERSONS], ids=[row[0] for row in PERSONS])
def test_persons(names: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert persons(*names) == expected


def test_namesakes_within_one_article_stay_two() -> None:
    entities: dict[EntityKey, DocumentEntity] = {
        ("a", "ana-roe"): entity_of("Ana Roe"),
        ("a", "ben-roe"): entity_of("Ben Roe"),
        ("b", "roe"): entity_of("Roe"),
    }
    assert summary(cluster_entities(entities)) == [("Ana Roe", "a"), ("Ben Roe", "a"), ("Roe", "b")]


def test_an_acronym_joins_the_name_that_another_article_spells_out() -> None:
    spelled = entity_of("North Sea Harbour Authority", ORGANIZATION, aliases=["NSHA"])
    (one,) = cluster_entities(entities_of(entity_of("NSHA", ORGANIZATION), spelled))
    assert (one.name, one.forms) == ("North Sea Harbour Authority", ("NSHA", "North Sea Harbour Authority"))
    assert one.keys == (("a", "nsha"), ("b", "north-sea-harbour-authority"))


def test_an_acronym_that_two_articles_spell_out_differently_stays_alone() -> None:
    found = cluster_entities(
        entities_of(
            entity_of("NBL", ORGANIZATION),
            entity_of("Northern Bakers League", ORGANIZATION, aliases=["NBL"]),
            entity_of("National Boat Line", ORGANIZATION, aliases=["NBL"]),
        )
    )
    assert summary(found) == [("NBL", "a"), ("National Boat Line", "c"), ("Northern Bakers League", "b")]


def test_an_acronym_that_no_article_spells_out_stays_alone() -> None:
    found = cluster_entities(
        entities_of(entity_of("NSHA", ORGANIZATION), entity_of("Lowmoor University", ORGANIZATION))
    )
    assert summary(found) == [("Lowmoor University", "b"), ("NSHA", "a")]


def test_two_names_that_are_aliases_of_each_other_are_one_entity() -> None:
    one = entity_of("Northern Bakers League", ORGANIZATION, aliases=["Bakers League"])
    two = entity_of("Bakers League", ORGANIZATION, aliases=["Northern Bakers League"])
    assert summary(cluster_entities(entities_of(one, two))) == [("Northern Bakers League", "ab")]


@pytest.mark.parametrize("kind", [PLACE, GROUP, EVENT])
def test_other_types_are_matched_by_name_and_keep_the_most_frequent_spelling(kind: EntityType) -> None:
    names = ("Lowmoor", "LOWMOOR", "Lowmoor", "Lowmoor Hill")
    found = cluster_entities(entities_of(*(entity_of(name, kind) for name in names)))
    assert summary(found) == [("Lowmoor", "abc"), ("Lowmoor Hill", "d")]


def test_one_name_of_two_types_is_two_entities() -> None:
    found = cluster_entities(entities_of(entity_of("Lowmoor"), entity_of("Lowmoor", PLACE)))
    assert [(one.type, one.name) for one in found] == [(PERSON, "Lowmoor"), (PLACE, "Lowmoor")]


def types_of(*entities: DocumentEntity) -> list[tuple[EntityType, str, str]]:
    return [
        (one.type, one.name, "".join(seed_id for seed_id, _ in one.keys))
        for one in cluster_entities(entities_of(*entities))
    ]


def test_three_articles_outvote_one_about_the_type_of_a_name() -> None:
    others = [entity_of("Lowmoor", PLACE)] * 3
    assert types_of(entity_of("Lowmoor", ORGANIZATION), *others) == [(PLACE, "Lowmoor", "abcd")]
    assert types_of(entity_of("Lowmoor"), *others) == [(PLACE, "Lowmoor", "abcd")]


def test_two_articles_do_not_outvote_one_about_a_single_word() -> None:
    found = types_of(entity_of("Lowmoor", ORGANIZATION), *[entity_of("Lowmoor", PLACE)] * 2)
    assert found == [(ORGANIZATION, "Lowmoor", "a"), (PLACE, "Lowmoor", "bc")]


@pytest.mark.parametrize("kinds", [(PLACE, ORGANIZATION), (ORGANIZATION, EVENT), (EVENT, PLACE)])
def test_a_majority_decides_the_type_of_a_name_of_several_words(kinds: tuple[EntityType, EntityType]) -> None:
    one, other = kinds
    found = types_of(*(entity_of("Lowmoor Park", kind) for kind in (one, other, other)))
    assert found == [(other, "Lowmoor Park", "abc")]


@pytest.mark.parametrize(
    ("odd", "many"),
    [
        (entity_of("Lowmoor Park"), [entity_of("Lowmoor Park", PLACE)] * 9),
        (
            entity_of("Lowmoor", roles=[Role("mayor", Span(0, 5), Span(6, 13))]),
            [entity_of("Lowmoor", PLACE)] * 9,
        ),
        (entity_of("Danes", GROUP), [entity_of("Danes", ORGANIZATION)] * 9),
    ],
    ids=["a given name", "a role", "a people"],
)
def test_a_given_name_a_role_or_a_nationality_is_never_outvoted(
    odd: DocumentEntity, many: list[DocumentEntity]
) -> None:
    found = cluster_entities(entities_of(odd, *many))
    assert {(one.type, len(one.keys)) for one in found} == {(odd.type, 1), (many[0].type, 9)}


@pytest.mark.parametrize(
    "odd",
    [
        entity_of("Wilayat Gullfeed", aliases=("Gullfeed",)),
        entity_of("Gullfeed", roles=[Role("official", Span(0, 8), Span(9, 17))]),
    ],
    ids=["a word before it", "a role"],
)
def test_a_body_of_ten_articles_is_no_person(odd: DocumentEntity) -> None:
    found = types_of(odd, *[entity_of("Gullfeed", ORGANIZATION)] * 10)
    assert {kind for kind, _, _ in found} == {ORGANIZATION}


@pytest.mark.parametrize(
    "odd",
    [
        entity_of("Ana Gullfeed", aliases=("Gullfeed",)),
        entity_of("Ana", roles=[Role("nun", Span(0, 3), Span(4, 7))]),
    ],
    ids=["a given name", "a given name alone"],
)
def test_a_person_with_a_given_name_is_no_body(odd: DocumentEntity) -> None:
    found = types_of(odd, *[entity_of(odd.name.split()[-1], ORGANIZATION)] * 10)
    assert (PERSON, odd.name, "a") in found


def test_known_second_names_of_a_place_are_one_entity() -> None:
    names = ["Washington", "D.C.", "Washington"]
    assert types_of(*(entity_of(name, PLACE) for name in names)) == [(PLACE, "Washington", "abc")]
    names = ["Georgia (state)", "Georgia", "Georgia"]
    assert types_of(*(entity_of(name, PLACE) for name in names)) == [
        (PLACE, "Georgia", "bc"),
        (PLACE, "Georgia (state)", "a"),
    ]


def test_spellings_of_an_institution_are_one_entity() -> None:
    names = ["U.S. Senate", "Senate of the United States"]
    assert types_of(*(entity_of(name, ORGANIZATION) for name in names)) == [
        (ORGANIZATION, "Senate of the United States", "ab")
    ]


def test_forms_are_all_spellings_of_all_articles() -> None:
    (one,) = cluster_entities(
        entities_of(entity_of("Ana Roe", aliases=["Roe"]), entity_of("Ana M. Roe", aliases=["Ana"]))
    )
    assert one.forms == ("Ana", "Ana M. Roe", "Ana Roe", "Roe")


def test_no_entities_give_no_clusters() -> None:
    assert cluster_entities({}) == ()


ENTITIES = st.one_of(
    st.builds(
        entity_of,
        st.sampled_from("Lowmoor|Lowmoor Park|Roe|Ana Roe".split("|")),
        st.sampled_from([PERSON, PLACE, ORGANIZATION, EVENT, GROUP]),
        roles=st.sampled_from([(), (Role("mayor", Span(0, 5), Span(6, 13)),)]),
    ),
    st.builds(
        entity_of,
        st.sampled_from(
            "Ana Roe|Ana M. Roe|A. Roe|Ben Roe|Roe|Ana|Ana S. Roe|Ana Roe Jr.|ANA ROE|Nora van der Berg|Berg".split(
                "|"
            )
        ),
    ),
    st.builds(
        entity_of,
        st.sampled_from("NBL|Northern Bakers League|National Boat Line|Bakers League".split("|")),
        st.just(ORGANIZATION),
        aliases=st.lists(st.sampled_from("NBL|Bakers League|Northern Bakers League".split("|")), max_size=2),
    ),
    st.builds(
        entity_of, st.sampled_from("Lowmoor|LOWMOOR|lowmoor".split("|")), st.sampled_from([PLACE, GROUP])
    ),
)
BY_KEY = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("klm")), ENTITIES, max_size=9)


@settings(deadline=None)
@given(entities=BY_KEY, data=st.data())
def test_the_order_of_the_articles_makes_no_difference(
    entities: dict[EntityKey, DocumentEntity], data: st.DataObject
) -> None:
    found = cluster_entities(entities)
    members = [key for one in found for key in one.keys]
    assert sorted(members) == sorted(entities), "each entity of an article is in exactly one cluster"
    shuffled = dict(data.draw(st.permutations(list(entities.items()))))
    assert cluster_entities(shuffled) == found


@settings(deadline=None)
@given(entities=BY_KEY, data=st.data())
def test_the_ids_of_the_articles_make_no_difference(
    entities: dict[EntityKey, DocumentEntity], data: st.DataObject
) -> None:
    """Check that the alphabetical order of the articles does not change the clusters."""
    new_ids = dict(zip("abcd", data.draw(st.permutations("wxyz")), strict=True))
    renamed = {(new_ids[seed_id], key): entity for (seed_id, key), entity in entities.items()}
    before = {
        (one.name, frozenset((new_ids[seed_id], key) for seed_id, key in one.keys))
        for one in cluster_entities(entities)
    }
    assert {(one.name, frozenset(one.keys)) for one in cluster_entities(renamed)} == before


@settings(deadline=None)
@given(entities=BY_KEY)
def test_a_person_with_a_given_name_or_a_role_stays_a_person(
    entities: dict[EntityKey, DocumentEntity],
) -> None:
    persons = {key for one in cluster_entities(entities) if one.type is PERSON for key in one.keys}
    for key, entity in entities.items():
        if entity.type is PERSON and (entity.roles or " " in entity.name):
            assert key in persons
