"""Parts of personal names, and which names can belong to one person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.names.alike_names import are_alike, are_misspellings
from builder.names.person_names import (
    PersonName,
    are_compatible,
    core_words,
    endings_of,
    fold,
    fullest_form,
    is_ending_of,
    is_given_name_of,
    is_short_form,
    person_name,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Władek Brøns", "wladek brons"),
        ("ĐURO ŁEKKA", "duro lekka"),
        ("Næss, Œlde and Þorvald", "naess, oelde and thorvald"),
        ("Voßberg VOẞBERG", "vossberg vossberg"),
        ("Kırdan İnan", "kirdan inan"),
        ("Rene\u0301e Ve\u00adlin\u200b", "renee velin"),
        ("J. R. O’Roe", "j r o'roe"),
        ("Мила 中", "мила 中"),
    ],
)
def test_a_folded_word_has_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "given_names", "surname", "suffix"),
    [
        ("Fenwick", (), "fenwick", ""),
        ("Tobias Fenwick", ("tobias",), "fenwick", ""),
        ("Tobias R. Fenwick", ("tobias", "r"), "fenwick", ""),
        ("T. R. Fenwick", ("t", "r"), "fenwick", ""),
        ("Tobias E. Fenwick", ("tobias", "e"), "fenwick", ""),
        ("Tobias Y Fenwick", ("tobias", "y"), "fenwick", ""),
        ("Tobias e Fenwick", ("tobias",), "e fenwick", ""),
        ("TOBIAS FENWICK", ("tobias",), "fenwick", ""),
        ("Tobias Fenwick Jr.", ("tobias",), "fenwick", "jr"),
        ("Tobias Fenwick, Jr.", ("tobias",), "fenwick", "jr"),
        ("Tobias Fenwick III", ("tobias",), "fenwick", "iii"),
        ("Tobias Fenwick, Jr., MD", ("tobias",), "fenwick", "jr"),
        ("Tobias Fenwick MP", ("tobias",), "fenwick", ""),
        ("Fenwick Jr", (), "fenwick", "jr"),
        ("Fenwick Sr.", (), "fenwick", "sr"),
        ("Fenwick MD", ("fenwick",), "md", ""),
        ("van der Berg", (), "van der berg", ""),
        ("Van der Berg", (), "van der berg", ""),
        ("De Orve", (), "de orve", ""),
        ("bin Karimi", (), "bin karimi", ""),
        ("van Orve", (), "van orve", ""),
        ("Van Orve", ("van",), "orve", ""),
        ("Ben Orve", ("ben",), "orve", ""),
        ("Jan Van Orve", ("jan",), "van orve", ""),
        ("Layla El Karimi", ("layla",), "karimi", ""),
        ("Yusuf al Karimi", ("yusuf",), "karimi", ""),
        ("T.R. Fenwick", ("t", "r"), "fenwick", ""),
        ("TR Fenwick", ("t", "r"), "fenwick", ""),
        ("TR FENWICK", ("tr",), "fenwick", ""),
        ("Fenwick, Tobias", ("tobias",), "fenwick", ""),
        ("van der Berg, Nora K.", ("nora", "k"), "van der berg", ""),
        ("Nora van der Berg", ("nora",), "van der berg", ""),
        ("Nora van der Berg Jr.", ("nora",), "van der berg", "jr"),
        ("María de la Peña", ("maria",), "de la pena", ""),
        ("Yusuf al-Karimi", ("yusuf",), "karimi", ""),
        ("Al-Karimi", (), "karimi", ""),
        ("Yusuf el-Karimi", ("yusuf",), "karimi", ""),
        ("Alma Karimi", ("alma",), "karimi", ""),
        ("Robert “Buster” Halloran", ("robert",), "halloran", ""),
        ('Robert "Buster" Halloran', ("robert",), "halloran", ""),
        ("Robert (Buster) Halloran", ("robert",), "halloran", ""),
        ("Robert ‘Buster’ Halloran", ("robert",), "halloran", ""),
        ("Robert 'Buster' Halloran", ("robert",), "halloran", ""),
        ("D'Arcy O'Roe", ("d'arcy",), "o'roe", ""),
        ("Siobhán O’Dea", ("siobhan",), "o'dea", ""),
        ("José Ibarra-Montes", ("jose",), "ibarra-montes", ""),
        ("Saint Elswith", (), "elswith", ""),
        ("St. Elswith of Kent", ("elswith", "of"), "kent", ""),
        ("Saint", (), "saint", ""),
        ("Mar Saint", (), "saint", ""),
        ("Otmar IV", (), "otmar", "iv"),
    ],
)
def test_name_has_its_parts(text: str, given_names: tuple[str, ...], surname: str, suffix: str) -> None:
    assert replace(person_name(text), nickname="") == PersonName(given_names, surname, suffix)
    assert person_name(text).is_full == bool(given_names)


def test_quoted_nickname_is_compatible_like_the_given_name() -> None:
    full = person_name("Robert “Buster” Halloran")
    assert full.nickname == "buster"
    assert are_compatible(full, person_name("Buster Halloran"))
    assert are_compatible(person_name("Robert Halloran"), full)
    assert not are_compatible(full, person_name("Norman Halloran"))


@settings(deadline=None)
@given(st.text())
def test_parts_of_any_text_are_folded(text: str) -> None:
    name = person_name(text)
    assert name == person_name(text)
    assert all(part == fold(part) for part in name.given)


@pytest.mark.parametrize("one", ["ÉLAN", "Élan", "élan", "E\u0301lan", "elan"])
def test_folded_words_have_no_case_or_accents(one: str) -> None:
    assert fold(one) == "elan"


COMPATIBLE = [
    ("Tobias Fenwick", "Tobias Fenwick", True),
    ("Tobias Fenwick", "Tobias R. Fenwick", True),
    ("Tobias Fenwick", "T. Fenwick", True),
    ("T. R. Fenwick", "Tobias Roland Fenwick", True),
    ("José Ibarra", "Jose Ibarra", True),
    ("Fenwick", "Tobias Fenwick", True),
    ("Tobias Fenwick Jr.", "Tobias Fenwick", True),
    ("Yusuf al-Karimi", "Yusuf Karimi", True),
    ("Robert “Buster” Halloran", "Robert Halloran", True),
    ("Tobias Fenwick", "Mara Fenwick", False),
    ("Tobias Fenwick", "Tobias Fenway", False),
    ("Tobias R. Fenwick", "Tobias S. Fenwick", False),
    ("T. Fenwick", "M. Fenwick", False),
    ("Tobias Fenwick Jr.", "Tobias Fenwick Sr.", False),
    ("Nora van der Berg", "Nora Berg", False),
    ("Tobias Fenwick", "Tob Fenwick", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), COMPATIBLE)
def test_compatible_names_agree_as_far_as_both_go(first: str, second: str, expected: bool) -> None:  # noqa: FBT001
    one, two = person_name(first), person_name(second)
    assert are_compatible(one, two) is expected
    assert are_compatible(two, one) is expected


NAMES = st.lists(
    st.sampled_from("T Tobias Mara R Roland Fenwick Halloran Jr.".split()), min_size=1, max_size=4
)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_compatible_is_reflexive_and_symmetric(first: list[str], second: list[str]) -> None:
    one, two = person_name(" ".join(first)), person_name(" ".join(second))
    assert are_compatible(one, one)
    assert are_compatible(one, two) == are_compatible(two, one)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Fenwick", "Tobias Fenwick", True),
        ("FENWICK", "Tobias Fenwick", True),
        ("Berg", "Nora van der Berg", True),
        ("Karimi", "Yusuf al-Karimi", True),
        ("al-Karimi", "Yusuf Karimi", True),
        ("Montes", "José Ibarra-Montes", True),
        ("Ibarra-Montes", "José Ibarra-Montes", True),
        ("Ibarra", "José Ibarra-Montes", False),
        ("van der Berg", "Nora van der Berg", True),
        ("Van Der Berg", "Nora van der Berg", True),
        ("El Karimi", "Layla El Karimi", True),
        ("Fenwick", "Tobias Fenwick Jr.", True),
        ("Fenwick Jr.", "Tobias Fenwick Jr.", True),
        ("Fenwick Jr.", "Tobias Fenwick Sr.", False),
        ("Fenwick Jr.", "Tobias Fenwick", False),
        ("Fenwick I", "Tobias Fenwick", True),
        ("Fenwick II", "Tobias Fenwick", False),
        ("Tobias", "Tobias Fenwick", False),
        ("Halloran", "Tobias Fenwick", False),
        ("Tobias Fenwick", "Tobias Fenwick", False),
        ("Fenwick", "Fenwick", False),
    ],
)
def test_surname_is_a_short_form_of_a_full_name(short: str, full: str, expected: bool) -> None:  # noqa: FBT001
    assert is_short_form(person_name(short), person_name(full)) is expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Tobias", "Tobias Fenwick", True),
        ("Tobias", "Tobias Roland Fenwick", True),
        ("Roland", "Tobias Roland Fenwick", False),
        ("Fenwick", "Tobias Fenwick", False),
        ("Bo", "Bo Fenwick", True),
        ("Tobias", "Tobias", False),
        ("Tobias Fenwick", "Tobias Fenwick", False),
    ],
)
def test_given_name_stands_for_a_full_name(short: str, full: str, expected: bool) -> None:  # noqa: FBT001
    assert is_given_name_of(person_name(short), person_name(full)) is expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["Fenwick", "Tobias Fenwick", "Tobias R. Fenwick"], "Tobias R. Fenwick"),
        (["T. Fenwick", "Tobias Fenwick"], "Tobias Fenwick"),
        (["Ana Roe", "Ada Roe"], "Ada Roe"),
    ],
)
def test_fullest_form_has_most_words_then_most_letters(forms: list[str], expected: str) -> None:
    assert fullest_form(forms) == expected
    assert fullest_form(forms[::-1]) == expected


ALIKE = [
    ("Robert Halloran", "Bob Halloran", True, False),
    ("Robert Halloran", "Bob Fenwick", False, False),
    ("Robert Halloran Jr.", "Bob Halloran", False, False),
    ("Robert Halloran Jr.", "Bob Halloran Jr.", True, False),
    ("Katherine Abernathy", "Katharine Abernathy", True, True),
    ("Tobias Fenwick", "Tobiass Fenwick", True, True),
    ("Tobias Fenwick", "Tobia Fenwick", True, True),
    ("Tobias Fenwick", "Tobias Fennwick", True, True),
    ("Tobias Fenwick", "Tobias Fenwich", True, True),
    ("Tobias Fenwick", "Tobias Fenwicka", True, True),
    ("Tobias Fenwick Jr.", "Tobias Fennwick", True, True),
    ("Tobias Fenwick", "Tobias Fennwik", False, False),
    ("Tobias Fenwick", "Tobais Fenwick", False, False),
    ("Tobias Fenwick", "Jobias Fenwick", False, False),
    ("Tobias Fenwick", "Tobias Renwick", False, False),
    ("Tobias Fenwick", "Tobias Fenwick", False, False),
    ("Tobias Fenwick", "Tobias Roland Fenwick", False, False),
    ("Tobias R. Fenwick", "Tobias S. Fenwick", False, False),
    ("Robert R. Halloran", "Bob S. Halloran", False, False),
    ("Robert R. Halloran", "Bob Halloran", True, False),
    ("Mara Fenwick", "Maria Fenwick", False, False),
    ("Ana Roe", "Ada Roe", False, False),
    ("Tobias Roe", "Tobias Rowe", False, False),
    ("Katherine Abernathy", "Katharine Abernathi", False, False),
    ("Fenwick", "Fennwick", False, False),
    ("Fenwick", "Tobias Fenwick", False, False),
]


@pytest.mark.parametrize(("first", "second", "expected", "misspelled"), ALIKE)
def test_alike_names_differ_by_nickname_or_misspelling(
    first: str,
    second: str,
    expected: bool,  # noqa: FBT001
    misspelled: bool,  # noqa: FBT001
) -> None:
    one, two = person_name(first), person_name(second)
    assert are_alike(one, two) is are_alike(two, one) is expected
    assert are_misspellings(one, two) is are_misspellings(two, one) is misspelled


def test_names_with_different_suffixes_are_not_alike() -> None:
    one, two = person_name("Tobias Fenwick Jr."), person_name("Tobias Fennwick Sr.")
    assert not are_alike(one, two)


def test_a_nickname_is_a_short_form() -> None:
    assert is_short_form(person_name("Buster"), person_name("Robert ‘Buster’ Halloran"))
    assert is_short_form(person_name("Buster"), person_name('Robert ("Buster") Halloran'))
    assert not is_short_form(person_name("Buster"), person_name("Robert Halloran"))


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Ibarra Montes", "José Ibarra Montes", True),
        ("Van Orve", "Jan Van Orve", True),
        ("Van Orve", "Jan Van Orve Jr.", True),
        ("Van Orve Jr.", "Jan Van Orve", False),
        ("Montes", "José Ibarra Montes", False),
        ("José Ibarra Montes", "José Ibarra Montes", False),
        ("Ibarra Montes", "Ibarra Montes Vale", False),
    ],
)
def test_surname_of_several_words_ends_a_full_name(short: str, full: str, expected: bool) -> None:  # noqa: FBT001
    assert is_ending_of(short, full) is expected
    assert (core_words(short) in set(endings_of(full))) is (expected or short == "Van Orve Jr.")
