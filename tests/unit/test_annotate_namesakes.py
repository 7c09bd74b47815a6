"""Whom a bare surname means that two persons of an article bear."""

from __future__ import annotations

import pytest

from builder.annotate.entities.clustering import Cluster
from builder.annotate.entities.namesakes import namesakes_told_apart
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE

TOBIAS = Cluster(PERSON, "Tobias Fenwick", ("Tobias Fenwick",))
MARY = Cluster(PERSON, "Mary Fenwick", ("Mary Fenwick",))
BARE = Cluster(PERSON, "Fenwick", ("Fenwick",))
CLUSTERS = [TOBIAS, MARY, BARE]

WAIT = "It rained. It snowed. It thawed. "


BOTH = "Tobias Fenwick met Mary Fenwick. "

TOLD = [
    ("Mrs.", BOTH + "Then Mrs Fenwick left.", "Mary Fenwick"),
    ("Mr.", BOTH + "Then Mr Fenwick left.", "Tobias Fenwick"),
    ("Sir", BOTH + "Then Sir Fenwick left.", "Tobias Fenwick"),
    ("Miss", BOTH + "Then Miss Fenwick left.", "Mary Fenwick"),
    ("nothing tells", BOTH + "Then Fenwick left.", "Fenwick"),
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


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_a_bare_surname(text: str, expected: str) -> None:
    doc = document_of(text)
    names = [name_of(doc, one, PERSON) for one in ("Tobias Fenwick", "Mary Fenwick")]
    covered = {i for name in names for i in range(name.first, name.last)}
    alone = next(token for token in doc.tokens if token.text == "Fenwick" and token.i not in covered)
    nth = sum(token.text == "Fenwick" for token in doc.tokens[: alone.i])
    names.append(name_of(doc, "Fenwick", PERSON, nth=nth))
    order = sorted(range(3), key=lambda n: names[n].first)
    told = namesakes_told_apart(mentions_of(doc, *(names[n] for n in order)), order, CLUSTERS)
    assert {n: told[order.index(n)] for n in (0, 1)} == {0: 0, 1: 1}
    number = told[order.index(2)]
    assert number is not None
    assert CLUSTERS[number].name == expected


def test_one_who_is_named_far_more_often_keeps_the_surname() -> None:
    """The clusters gave it to him already; that somebody else was named last is no reason to take it from him."""
    doc = document_of("Tobias Fenwick left. " + WAIT + "Mary Fenwick came. Then Fenwick left.")
    names = [
        name_of(doc, "Tobias Fenwick", PERSON),
        name_of(doc, "Mary Fenwick", PERSON),
        name_of(doc, "Fenwick", PERSON, nth=2),
    ]
    assert namesakes_told_apart(mentions_of(doc, *names), [0, 1, 0], CLUSTERS[:2]) == [0, 1, 0]


def test_names_of_other_types_and_of_one_bearer_stay() -> None:
    doc = document_of("Tobias Fenwick left Fenwick. Then Mrs Fenwick left.")
    names = [
        name_of(doc, "Tobias Fenwick", PERSON),
        name_of(doc, "Fenwick", PLACE, nth=1),
        name_of(doc, "Fenwick", PERSON, nth=2),
    ]
    assert namesakes_told_apart(mentions_of(doc, *names), [0, None, 2], CLUSTERS[:1] + CLUSTERS[2:]) == [
        0,
        None,
        2,
    ]
