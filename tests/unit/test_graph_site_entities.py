"""Entities of the site: clusters matched with the editor's entries and merges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.site_entities import SiteEntity, site_entities
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE
ORGANIZATION, GROUP, EVENT = EntityType.ORGANIZATION, EntityType.GROUP, EntityType.EVENT


def found(name: str, kind: EntityType = PERSON, seed_id: str = "a") -> EntityCluster:
    return EntityCluster(kind, name, ((seed_id, name.lower()),), (name,))


def entry(entry_id: str, kind: EntityType = PERSON, name: str | None = None, *aliases: str) -> EntityEntry:
    return EntityEntry(id=entry_id, type=kind, line=3, name=name, aliases=aliases)


def summary(named: Sequence[SiteEntity]) -> list[tuple[str, str, list[str]]]:
    return [(one.id, one.type.value, [cluster.name for cluster in one.clusters]) for one in named]


def test_without_entries_the_id_is_the_slug_of_the_name() -> None:
    named = site_entities([found("José Ibarra"), found("Lowmoor", PLACE)], EntityRules())
    assert summary(named) == [
        ("jose-ibarra", "person", ["José Ibarra"]),
        ("lowmoor", "place", ["Lowmoor"]),
    ]
    assert all(one.entry is None and one.redirects == () for one in named)


def test_ids_are_unique_across_types_and_the_town_keeps_the_plain_one() -> None:
    kinds = [PERSON, EVENT, GROUP, ORGANIZATION, PLACE]
    named = site_entities([found("Lowmoor", kind) for kind in kinds], EntityRules())
    assert [(one.id, one.type) for one in named] == [
        ("lowmoor", PLACE),
        ("lowmoor-2", ORGANIZATION),
        ("lowmoor-3", GROUP),
        ("lowmoor-4", EVENT),
        ("lowmoor-5", PERSON),
    ]


def test_a_name_without_a_slug_has_the_id_of_its_type() -> None:
    assert [one.id for one in site_entities([found("…"), found("???", PLACE)], EntityRules())] == [
        "person",
        "place",
    ]


MATCHES: list[tuple[str, EntityCluster, EntityEntry]] = [
    ("by its id", found("Ana Roe"), entry("ana-roe")),
    ("by its name", found("Ana Roe"), entry("the-mayor", PERSON, "Ana Roe")),
    ("by an alias", found("A. Roe"), entry("ana-roe", PERSON, "Ana Maria Roe", "A. Roe")),
    ("case and accents aside", found("JOSÉ IBARRA"), entry("mayor", PERSON, "Jose Ibarra")),
    ("a person by a fuller name", found("Ana M. Roe"), entry("mayor", PERSON, "Ana Roe")),
    ("a place by another of its names", found("New York City", PLACE), entry("nyc", PLACE, "New York")),
    ("the only town of its name", found("Lowmoor, Ohio", PLACE), entry("town", PLACE, "Lowmoor")),
    ("a name of another type", found("Lowmoor", ORGANIZATION), entry("lowmoor-town", PLACE, "Lowmoor")),
]


@pytest.mark.parametrize(("cluster", "one"), [row[1:] for row in MATCHES], ids=[row[0] for row in MATCHES])
def test_an_entry_matches_a_cluster(cluster: EntityCluster, one: EntityEntry) -> None:
    (named,) = site_entities([cluster], EntityRules(entries=(one,)))
    assert (named.id, named.type, named.entry) == (one.id, one.type, one)
    assert named.clusters == (cluster,)


def spelled(name: str, *forms: str, kind: EntityType = PERSON, seed_id: str = "a") -> EntityCluster:
    """Return a cluster with further spellings."""
    return EntityCluster(kind, name, ((seed_id, name.lower()),), tuple(sorted((name, *forms))))


SPELLED: list[tuple[str, EntityCluster, EntityEntry]] = [
    ("its id is a spelling", spelled("Ana Roe", "Ana Maria Roe"), entry("ana-maria-roe")),
    ("its name is a spelling", spelled("Ana Roe", "Annie Roe"), entry("mayor", PERSON, "Annie Roe")),
    ("its alias is a spelling", spelled("Ana Roe", "Skip"), entry("mayor", PERSON, "Anna R.", "Skip")),
    (
        "an acronym",
        spelled("Lowmoor Harbor Board", "LHB", kind=ORGANIZATION),
        entry("harbor-board", ORGANIZATION, "LHB"),
    ),
    (
        "an earlier title",
        spelled("Lowmoor Port", "Port of Lowmoor", kind=PLACE),
        entry("port-of-lowmoor", PLACE),
    ),
]


@pytest.mark.parametrize(("cluster", "one"), [row[1:] for row in SPELLED], ids=[row[0] for row in SPELLED])
def test_an_entry_pins_its_id_to_a_cluster_with_its_spelling(
    cluster: EntityCluster, one: EntityEntry
) -> None:
    (named,) = site_entities([cluster], EntityRules(entries=(one,)))
    assert (named.id, named.entry, named.clusters) == (one.id, one, (cluster,))


def test_a_spelling_of_two_clusters_pins_no_id() -> None:
    clusters = [spelled("Ana Roe", "Roe"), spelled("Ben Roe", "Roe", seed_id="b")]
    named = site_entities(clusters, EntityRules(entries=(entry("boss", PERSON, "Roe"),)))
    assert [one.id for one in named] == ["ana-roe", "ben-roe"]


def test_an_entry_keeps_the_cluster_of_its_title_from_others_with_its_spelling() -> None:
    clusters = [spelled("Ana Roe", "Roe"), spelled("Ben Roe", "Roe", seed_id="b")]
    named = site_entities(clusters, EntityRules(entries=(entry("boss", PERSON, "Ana Roe", "Roe"),)))
    assert [one.id for one in named] == ["ben-roe", "boss"]


def test_a_merged_id_redirects_when_articles_have_joined_the_two() -> None:
    rules = EntityRules(merge={"t-reyes": "tomas-reyes", "zzz": "tomas-reyes"})
    (named,) = site_entities([spelled("Tomas Reyes", "T. Reyes")], rules)
    assert (named.id, named.redirects) == ("tomas-reyes", ("t-reyes",))


def test_an_entry_without_a_region_is_none_of_two_towns() -> None:
    clusters = [found("Lowmoor, Ohio", PLACE), found("Lowmoor, Utah", PLACE, "b")]
    named = site_entities(clusters, EntityRules(entries=(entry("town", PLACE, "Lowmoor"),)))
    assert [(one.id, one.entry) for one in named] == [("lowmoor-ohio", None), ("lowmoor-utah", None)]


MISMATCHES: list[tuple[str, EntityCluster, EntityEntry]] = [
    ("a surname alone is not enough", found("Roe"), entry("mayor", PERSON, "Ana Roe")),
    ("another given name", found("Ben Roe"), entry("mayor", PERSON, "Ana Roe")),
    ("the city of a state's name", found("New York City", PLACE), entry("state", PLACE, "New York (state)")),
    ("another name", found("Lowmoor Hill", PLACE), entry("lowmoor-town", PLACE, "Lowmoor")),
    ("one id but another type", found("Lowmoor", PLACE), entry("lowmoor", PERSON, "Lionel Lowmoor")),
]


@pytest.mark.parametrize(
    ("cluster", "one"), [row[1:] for row in MISMATCHES], ids=[row[0] for row in MISMATCHES]
)
def test_an_entry_does_not_match_another_cluster(cluster: EntityCluster, one: EntityEntry) -> None:
    (named,) = site_entities([cluster], EntityRules(entries=(one,)))
    assert named.entry is None
    assert named.id != one.id


def test_the_id_of_an_entry_is_never_given_to_another_cluster() -> None:
    rules = EntityRules(entries=(entry("lowmoor", PERSON, "Lionel Lowmoor"),))
    named = site_entities([found("Lowmoor", PLACE), found("Lionel Lowmoor")], rules)
    assert [(one.id, one.type) for one in named] == [("lowmoor", PERSON), ("lowmoor-2", PLACE)]


def test_of_two_entries_with_one_spelling_that_of_the_same_type_matches() -> None:
    town, person = entry("town", PLACE, "Lowmoor"), entry("lionel", PERSON, "Lionel Lowmoor", "Lowmoor")
    named = site_entities([found("Lowmoor", PLACE), found("Lowmoor")], EntityRules(entries=(person, town)))
    assert summary(named) == [("lionel", "person", ["Lowmoor"]), ("town", "place", ["Lowmoor"])]


def test_a_person_that_two_entries_match_gets_neither() -> None:
    rules = EntityRules(entries=(entry("mayor", PERSON, "Ana M. Roe"), entry("baker", PERSON, "Ana S. Roe")))
    (named,) = site_entities([found("Ana Roe")], rules)
    assert (named.id, named.entry) == ("ana-roe", None)


def test_an_entry_of_another_type_has_the_clusters_of_its_name_and_remembers_their_type() -> None:
    rules = EntityRules(entries=(entry("nike", ORGANIZATION, "Nike"), entry("shoes", EVENT, "Ana Roe")))
    nike, shoes = site_entities([found("Nike"), found("Nike", seed_id="b"), found("Ana Roe")], rules)
    assert (nike.id, nike.type, nike.former_types, len(nike.clusters)) == ("nike", ORGANIZATION, (PERSON,), 2)
    # The page of "Ana Roe" never was people/shoes.html.
    assert (shoes.type, shoes.former_types) == (EVENT, ())


def test_an_entry_joins_two_clusters() -> None:
    rules = EntityRules(
        entries=(entry("nsha", ORGANIZATION, "North Sea Harbour Authority", "Harbour Board"),)
    )
    clusters = [
        found("Harbour Board", ORGANIZATION),
        found("North Sea Harbour Authority", ORGANIZATION),
    ]
    (named,) = site_entities(clusters, rules)
    assert named.id == "nsha"
    assert named.clusters == tuple(clusters)
    assert named.redirects == ()


def test_a_merge_moves_all_clusters_and_leaves_redirects() -> None:
    rules = EntityRules(merge={"ana-rowe": "ana-roe", "a-r": "ana-roe"})
    (named,) = site_entities([found("A R"), found("Ana Roe"), found("Ana Rowe")], rules)
    assert named.id == "ana-roe"
    assert [one.name for one in named.clusters] == ["Ana Roe", "A R", "Ana Rowe"]
    assert named.redirects == ("a-r", "ana-rowe")


def test_a_merge_into_an_unknown_id_moves_nothing() -> None:
    (named,) = site_entities([found("Ana Rowe", PLACE)], EntityRules(merge={"ana-rowe": "ana-roe"}))
    assert (named.id, named.type, named.redirects) == ("ana-rowe", PLACE, ())


def test_a_merge_into_an_entry_that_no_article_has_renames_the_page() -> None:
    rules = EntityRules(entries=(entry("ana-roe", PLACE),), merge={"ana-rowe": "ana-roe"})
    (named,) = site_entities([found("Ana Rowe", PLACE)], rules)
    assert (named.id, named.type, named.redirects) == ("ana-roe", PLACE, ("ana-rowe",))


def test_a_merge_into_an_entry_has_the_type_of_the_entry() -> None:
    rules = EntityRules(entries=(entry("lowmoor", PLACE),), merge={"lionel-lowmoor": "lowmoor"})
    (named,) = site_entities([found("Lionel Lowmoor")], rules)
    assert (named.id, named.type) == ("lowmoor", PLACE)


def test_a_merge_of_an_unknown_id_changes_nothing() -> None:
    (named,) = site_entities([found("Ana Roe")], EntityRules(merge={"ben-roe": "ana-roe"}))
    assert (named.id, named.redirects) == ("ana-roe", ())


CLUSTERS = st.lists(
    st.builds(
        found,
        st.sampled_from("Lowmoor|lowmoor|Lowmoor 2|Ana Roe|Ana M. Roe|Roe|?".split("|")),
        st.sampled_from([PERSON, PLACE, ORGANIZATION, GROUP, EVENT]),
        st.sampled_from("abc"),
    ),
    max_size=7,
    unique_by=lambda one: (one.type, one.name),
)
RULES = st.builds(
    EntityRules,
    entries=st.lists(
        st.builds(
            entry,
            st.sampled_from(["lowmoor", "lowmoor-2", "ana-roe", "mayor"]),
            st.sampled_from([PERSON, PLACE]),
            st.none() | st.sampled_from(["Lowmoor", "Ana Roe"]),
        ),
        max_size=3,
        unique_by=lambda one: one.id,
    ).map(tuple),
    merge=st.sampled_from([{}, {"roe": "ana-roe"}, {"lowmoor-3": "mayor"}]),
)


@settings(deadline=None)
@given(CLUSTERS, RULES, st.data())
def test_each_cluster_has_one_id_and_each_id_one_entity(
    clusters: list[EntityCluster], rules: EntityRules, data: st.DataObject
) -> None:
    named = site_entities(clusters, rules)
    ids = [one.id for one in named]
    assert ids == sorted(set(ids))
    members = [cluster for one in named for cluster in one.clusters]
    assert sorted(members, key=repr) == sorted(clusters, key=repr)
    entries = {one.id: one for one in rules.entries}
    assert all(one.entry == entries.get(one.id) for one in named)
    shuffled = site_entities(data.draw(st.permutations(clusters)), rules)
    assert [(one.id, one.type, set(one.clusters), one.redirects) for one in shuffled] == [
        (one.id, one.type, set(one.clusters), one.redirects) for one in named
    ]
