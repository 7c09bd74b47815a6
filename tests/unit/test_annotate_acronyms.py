"""Acronyms, and the names that they stand for."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.acronym_extension import extend_to_acronyms
from builder.model.annotations import EntityType
from builder.names.acronyms import (
    initials,
    is_acronym,
    letters,
    stands_for,
)
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON = EntityType.ORGANIZATION, EntityType.PERSON


@pytest.mark.parametrize("text", ["NSHA", "EU", "U.N.", "L.B.C.", "NGOs", "N.S.H.A"])
def test_acronyms(text: str) -> None:
    assert is_acronym(text)


@pytest.mark.parametrize(
    "text", ["", "A", "Nsha", "nsha", "NSHA 2", "NS-HA", "Lowmoor", "LONGACRONYMS", "M3"]
)
def test_no_acronyms(text: str) -> None:
    assert not is_acronym(text)


def test_the_letters_of_an_acronym() -> None:
    assert letters("N.S.H.A.") == "NSHA"
    assert letters("NGOs") == "NGO"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("North Sea Harbour Authority", ("NSHA", "NSH")),
        ("League of Bakers and Millers", ("LBM", "LOBAM", "LB")),
        ("Herring–Salmon Pact", ("HSP", "HS")),
        ("Bakers & Millers", ("BM",)),
        ("Lowmoor", ()),
        ("", ()),
    ],
)
def test_the_initials_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("NSHA", "North Sea Harbour Authority", True),
        ("N.S.H.A.", "North Sea Harbour Authority", True),
        ("LBM", "League of Bakers and Millers", True),
        ("LOBAM", "League of Bakers and Millers", True),
        ("LB", "League of Bakers and Millers", False),
        ("NSA", "North Sea Harbour Authority", False),
        ("NSHA", "NSHA", False),
        ("BML", "League of Bakers and Millers", False),
    ],
)
def test_what_an_acronym_stands_for(acronym: str, name: str, expected: bool) -> None:  # noqa: FBT001
    assert stands_for(acronym, name) is expected


def grown(text: str, *names: tuple[str, EntityType]) -> list[str]:
    doc = document_of(text)
    found = [name_of(doc, words, kind) for words, kind in names]
    return [name.text for name in extend_to_acronyms(mentions_of(doc, *found))]


def test_a_name_grows_to_what_its_acronym_says() -> None:
    text = "The League of Bakers and the Millers met. LBM spoke."
    assert grown(text, ("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)) == [
        "League of Bakers and the Millers",
        "LBM",
    ]


def test_what_it_grows_over_is_no_name_any_more() -> None:
    text = "The League of Bakers and the Millers met. LBM spoke."
    names = [("League of Bakers", ORGANIZATION), ("Millers", ORGANIZATION), ("LBM", ORGANIZATION)]
    assert grown(text, *names) == ["League of Bakers and the Millers", "LBM"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The League of Bakers and the Millers met. LB spoke.",
            [("League of Bakers", ORGANIZATION), ("LB", ORGANIZATION)],
        ),
        ("The League of Bakers and the Millers met.", [("League of Bakers", ORGANIZATION)]),
        (
            "The League of Bakers, the Millers met. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
        (
            "The League of Bakers met some Millers. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
        ("Lara Bell and the Millers met. LBM spoke.", [("Lara Bell", PERSON), ("LBM", ORGANIZATION)]),
        ("Bakers and the Millers met. BM spoke.", [("Bakers", ORGANIZATION), ("BM", ORGANIZATION)]),
        (
            "The League of Bakers met. Millers came. LBM spoke.",
            [("League of Bakers", ORGANIZATION), ("LBM", ORGANIZATION)],
        ),
    ],
    ids=[
        "fits already",
        "no acronym",
        "a comma between",
        "a verb between",
        "a person",
        "one word",
        "next sentence",
    ],
)
def test_a_name_stays_as_it_is(text: str, names: list[tuple[str, EntityType]]) -> None:
    assert grown(text, *names) == [words for words, _ in names]
