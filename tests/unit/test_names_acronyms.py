"""Acronyms and their full names."""

from __future__ import annotations

import pytest

from builder.names.acronyms import (
    initials,
    is_acronym,
    letters,
    stands_for,
)


@pytest.mark.parametrize("text", ["NSHA", "EU", "U.N.", "L.B.C.", "NGOs", "N.S.H.A"])
def test_initials_are_an_acronym(text: str) -> None:
    assert is_acronym(text)


@pytest.mark.parametrize(
    "text", ["", "A", "Nsha", "nsha", "NSHA 2", "NS-HA", "Lowmoor", "LONGACRONYMS", "M3"]
)
def test_other_texts_are_not_acronyms(text: str) -> None:
    assert not is_acronym(text)


def test_letters_are_the_capitals() -> None:
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
def test_name_has_up_to_three_forms_of_initials(name: str, expected: tuple[str, ...]) -> None:
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
def test_acronym_stands_for_a_name_with_its_initials(acronym: str, name: str, expected: bool) -> None:  # noqa: FBT001
    assert stands_for(acronym, name) is expected
