"""What an article says of its names itself: abbreviations in brackets and second names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.bracketed_acronyms import find_bracketed_acronyms
from builder.annotate.typing.abbreviations import raise_confidence, type_abbreviations
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
WORK, PRODUCT, GROUP, EVENT = EntityType.WORK, EntityType.PRODUCT, EntityType.GROUP, EntityType.EVENT

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
def test_two_names_that_are_said_to_be_one_thing_s(text: str, first: Named, second: Named) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    assert list(stated_aliases(mentions_of(doc, *names))) == [(0, 1)]


@pytest.mark.parametrize(("text", "first", "second"), NO_PAIRS)
def test_two_names_that_are_not(text: str, first: Named, second: Named) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    assert list(stated_aliases(mentions_of(doc, *names))) == []


def test_the_fuller_of_two_is_the_first_of_the_pair() -> None:
    doc = document_of("The HB (Harbour Board) met.")
    names = [name_of(doc, "HB", ORGANIZATION), name_of(doc, "Harbour Board", ORGANIZATION)]
    assert list(stated_aliases(mentions_of(doc, *names))) == [(1, 0)]


@pytest.mark.parametrize(
    ("text", "full", "expected"),
    [
        ("The Bakers United for Trade (BUT) met.", "Bakers United for Trade", ["BUT"]),
        ("The Bakers United for Trade (BAT) met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade, BUT, met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade (BUT not here) met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade", "Bakers United for Trade", []),
    ],
)
def test_acronyms_in_brackets(text: str, full: str, expected: list[str]) -> None:
    doc = document_of(text)
    found = list(find_bracketed_acronyms(mentions_of(doc, name_of(doc, full, ORGANIZATION))))
    assert [name.text for name in found] == expected
    assert all(name.type is ORGANIZATION for name in found)


def test_an_acronym_behind_an_event_is_no_name_by_that() -> None:
    doc = document_of("The Elster Herring Fair (EHF) opened.")
    assert list(find_bracketed_acronyms(mentions_of(doc, name_of(doc, "Elster Herring Fair", EVENT)))) == []


def test_an_abbreviation_is_of_the_type_of_what_it_stands_for_wherever_it_stands() -> None:
    doc = document_of("The Harbour Board (HB) met. Then HB left Oslo.")
    names = [
        name_of(doc, "Harbour Board", ORGANIZATION),
        name_of(doc, "HB", WORK),
        name_of(doc, "HB", WORK, nth=1),
        name_of(doc, "Oslo", PLACE),
    ]
    found = type_abbreviations(mentions_of(doc, *names))
    assert [name.type for name in found] == [ORGANIZATION, ORGANIZATION, ORGANIZATION, PLACE]
    assert found[0] == names[0]


def test_an_organisation_is_surer_beside_its_acronym() -> None:
    doc = document_of("The Harbour Board met. The HB left. The Mill Board came.")
    names = [name_of(doc, words, ORGANIZATION) for words in ("Harbour Board", "HB", "Mill Board")]
    low = [replace(name, confidence=0.5) for name in names]
    before, acronym, other = raise_confidence(mentions_of(doc, *low))
    assert before.confidence == acronym.confidence > 0.7
    assert other.confidence == 0.5
    assert raise_confidence(mentions_of(doc, *names)) == names, "never less sure"
