"""Namesakes: the person that a bare surname refers to if two persons of an article share it."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.entities.clustering import SpellingCluster
from builder.annotate.entities.namesakes import resolve_namesakes
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, linked_of_case

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE

TOBIAS = SpellingCluster(PERSON, "Tobias Fenwick", ("Tobias Fenwick",))
MARY = SpellingCluster(PERSON, "Mary Fenwick", ("Mary Fenwick",))
BARE = SpellingCluster(PERSON, "Fenwick", ("Fenwick",))
CLUSTERS = [TOBIAS, MARY, BARE]

WAIT = "It rained. It snowed. It thawed. "


BOTH = "Tobias Fenwick met Mary Fenwick. "

CASES = [
    ("Mrs.", BOTH + "Then Mrs Fenwick left.", "Mary Fenwick"),
    ("Mr.", BOTH + "Then Mr Fenwick left.", "Tobias Fenwick"),
    ("Sir", BOTH + "Then Sir Fenwick left.", "Tobias Fenwick"),
    ("Miss", BOTH + "Then Miss Fenwick left.", "Mary Fenwick"),
    ("nothing decides", BOTH + "Then Fenwick left.", "Fenwick"),
    ("a title of both sexes", BOTH + "Then Dr Fenwick left.", "Fenwick"),
    (
        "who was named last",
        "Tobias Fenwick left. " + WAIT + "Mary Fenwick came. Then Fenwick left.",
        "Mary Fenwick",
    ),
    (
        "named too close to each other",
        "Tobias Fenwick left. Mary Fenwick came. Then Fenwick left.",
        "Fenwick",
    ),
    (
        "named too long ago",
        "Tobias Fenwick left. " + WAIT + "Mary Fenwick came. " + WAIT * 5 + "Then Fenwick left.",
        "Fenwick",
    ),
    (
        "only one was named before",
        "Mary Fenwick came. Then Fenwick left. Later Tobias Fenwick came.",
        "Mary Fenwick",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_bare_surname_is_resolved(text: str, expected: str) -> None:
    doc = document_of(text)
    names = [name_of(doc, one, PERSON) for one in ("Tobias Fenwick", "Mary Fenwick")]
    covered = {i for name in names for i in range(name.first, name.last)}
    alone = next(token for token in doc.tokens if token.text == "Fenwick" and token.i not in covered)
    nth = sum(token.text == "Fenwick" for token in doc.tokens[: alone.i])
    names.append(name_of(doc, "Fenwick", PERSON, nth=nth))
    order = sorted(range(3), key=lambda n: names[n].first)
    resolved, _ = resolve_namesakes(mentions_of(doc, *(names[n] for n in order)), order, CLUSTERS)
    assert {n: resolved[order.index(n)] for n in (0, 1)} == {0: 0, 1: 1}
    number = resolved[order.index(2)]
    assert number is not None
    assert CLUSTERS[number].name == expected


def test_a_surname_in_the_cluster_of_one_person_stays_there() -> None:
    """The person is named far more often; that another one was named last is not a reason to change it."""
    doc = document_of("Tobias Fenwick left. " + WAIT + "Mary Fenwick came. Then Fenwick left.")
    names = [
        name_of(doc, "Tobias Fenwick", PERSON),
        name_of(doc, "Mary Fenwick", PERSON),
        name_of(doc, "Fenwick", PERSON, nth=2),
    ]
    assert resolve_namesakes(mentions_of(doc, *names), [0, 1, 0], CLUSTERS[:2])[0] == [0, 1, 0]


def test_other_types_and_surnames_of_one_person_do_not_change() -> None:
    doc = document_of("Tobias Fenwick left Fenwick. Then Mrs Fenwick left.")
    names = [
        name_of(doc, "Tobias Fenwick", PERSON),
        name_of(doc, "Fenwick", PLACE, nth=1),
        name_of(doc, "Fenwick", PERSON, nth=2),
    ]
    assert resolve_namesakes(mentions_of(doc, *names), [0, None, 2], CLUSTERS[:1] + CLUSTERS[2:])[0] == [
        0,
        None,
        2,
    ]


STORED = cases_of("entities_namesakes", "namesakes")


@pytest.mark.parametrize("case", STORED, ids=[case["id"] for case in STORED])
def test_a_shared_surname_refers_to_one_person(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    names = {entity.key: entity.name for entity in linked.entities}
    found = [
        names[key]
        for mention, key in zip(linked.mentions, linked.keys, strict=True)
        if mention.type is EntityType.PERSON and key is not None
    ]
    assert found == case["entities"]
