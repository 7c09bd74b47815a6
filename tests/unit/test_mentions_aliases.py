"""Aliases that an article states: abbreviations in brackets and second names."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.aliases import stated_aliases
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
WORK, PRODUCT, GROUP = EntityType.WORK, EntityType.PRODUCT, EntityType.GROUP

CASES = cases_of("mentions_aliases", "aliases")

Named = tuple[str, EntityType]

PAIRS: list[tuple[str, Named, Named]] = [
    ("The Harbour Board (HB) met.", ("Harbour Board", ORGANIZATION), ("HB", ORGANIZATION)),
    ("The Harbour Board (HB) met.", ("Harbour Board", ORGANIZATION), ("HB", WORK)),
    ("The Harbour Board (HaBo) met.", ("Harbour Board", ORGANIZATION), ("HaBo", PRODUCT)),
    ("The Board of Trade (NORT) met.", ("Board of Trade", ORGANIZATION), ("NORT", ORGANIZATION)),
    (
        "The Harbour Bank (North Sea Bank) met.",
        ("Harbour Bank", ORGANIZATION),
        ("North Sea Bank", ORGANIZATION),
    ),
    ("It is Elster Bay (Eel Bay) here.", ("Elster Bay", PLACE), ("Eel Bay", PLACE)),
    *(
        (f"Tobias Fenwick{wording}Rosco Vale left.", ("Tobias Fenwick", PERSON), ("Rosco Vale", PERSON))
        for wording in (
            ", better known as ",
            ", also known as ",
            ", who is widely known as ",
            ", known by his stage name ",
            " (born ",
            ", née ",
            " a.k.a. ",
            ", formerly known as “",
            ", nicknamed “",
            ", the pseudonym of ",
        )
    ),
    ("Port Elster, then called New Elster, burned.", ("Port Elster", PLACE), ("New Elster", PLACE)),
]

NO_PAIRS: list[tuple[str, Named, Named]] = [
    ("Tobias Fenwick (TF) left.", ("Tobias Fenwick", PERSON), ("TF", ORGANIZATION)),
    ("The Harbour Board (Elster) met.", ("Harbour Board", ORGANIZATION), ("Elster", PLACE)),
    ("The Harbour Board (XaBo) met.", ("Harbour Board", ORGANIZATION), ("XaBo", ORGANIZATION)),
    ("The Harbour Board (Mara Quillon) met.", ("Harbour Board", ORGANIZATION), ("Mara Quillon", PERSON)),
    ("The Board (HB) met.", ("Board", ORGANIZATION), ("HB", ORGANIZATION)),
    ("Tobias Fenwick, known to Rosco Vale, left.", ("Tobias Fenwick", PERSON), ("Rosco Vale", PERSON)),
    ("Tobias Fenwick, born in Port Elster, left.", ("Tobias Fenwick", PERSON), ("Port Elster", PLACE)),
    ("Tobias Fenwick, also known as Elster, left.", ("Tobias Fenwick", PERSON), ("Elster", PLACE)),
    ("Tobias Fenwick met Rosco Vale.", ("Tobias Fenwick", PERSON), ("Rosco Vale", PERSON)),
    ("The Danes (HB) met.", ("Danes", GROUP), ("HB", ORGANIZATION)),
]


@pytest.mark.parametrize(("text", "first", "second"), PAIRS)
def test_stated_aliases_are_a_pair(text: str, first: Named, second: Named) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    assert list(stated_aliases(mentions_of(doc, *names))) == [(0, 1)]


@pytest.mark.parametrize(("text", "first", "second"), NO_PAIRS)
def test_other_names_are_not_a_pair(text: str, first: Named, second: Named) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    assert list(stated_aliases(mentions_of(doc, *names))) == []


def test_fuller_name_is_first_in_the_pair() -> None:
    doc = document_of("The HB (Harbour Board) met.")
    names = [name_of(doc, "HB", ORGANIZATION), name_of(doc, "Harbour Board", ORGANIZATION)]
    assert list(stated_aliases(mentions_of(doc, *names))) == [(1, 0)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_pairs_of_names_for_the_same_thing(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    pairs = [[mentions.spans[i].text for i in pair] for pair in stated_aliases(mentions)]
    assert pairs == case["aliases"]
