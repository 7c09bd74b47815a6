"""Wording of pages: dates, lists of names, shortened texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.edition import wording
from builder.edition.interface import DateWords, interface_of

ENGLISH = interface_of("en")


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2014-01-05", "5 January 2014"),
        ("2011-12", "December 2011"),
        ("2014-W02", "week of 6 January 2014"),
        ("2015-W01", "week of 29 December 2014"),
        ("2003", "2003"),
        ("2014-13", "2014-13"),
        ("soon", "soon"),
    ],
)
def test_dates_are_written_in_words(iso: str, words: str) -> None:
    assert ENGLISH.date(iso) == DateWords(iso, words)


def test_missing_date_has_no_words() -> None:
    assert ENGLISH.date(None) is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_are_joined_with_commas_and_and(names: tuple[str, ...], expected: str) -> None:
    assert ENGLISH.names(names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("In Oslo", "in Oslo"), ("at a\nhearing", "at a hearing"), ("NRK studio", "NRK studio"), ("", "")],
)
def test_setting_begins_in_lower_case_unless_it_is_a_name(text: str, expected: str) -> None:
    assert wording.setting_words(text) == expected


def test_shortened_text_ends_after_a_word() -> None:
    assert wording.shorten("one  two\nthree", limit=13) == "one two three"
    assert wording.shorten("one two, three", limit=10) == "one two …"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_shortened_text_stays_within_the_limit(text: str, limit: int) -> None:
    assert len(wording.shorten(text, limit=limit)) <= max(len(wording.one_line(text)), limit) + 2


def test_one_line_has_composed_letters_and_no_invisible_characters() -> None:
    assert wording.one_line("Rene\u0301e\u200b\nVe\u00adlin") == "Renée Velin"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Éva", "E"),
        ("“Sly” Fox", "S"),
        ("7 Up", "#"),
        ("öre", "O"),
        ("Łekka", "L"),
        ("Жанна", "Ж"),
        ("", "#"),
    ],
)
def test_initial_is_a_plain_capital_letter_or_number_sign(name: str, letter: str) -> None:
    assert wording.initial(wording.sort_key(name)[0]) == letter


@given(st.text(alphabet=st.characters()))
def test_xml_text_has_no_character_that_xml_forbids(text: str) -> None:
    allowed = {0x9, 0xA, 0xD}
    for char in wording.xml_text(text):
        code = ord(char)
        assert code in allowed or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
