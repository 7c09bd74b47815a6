"""Normal forms of names, and the head nouns in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.names.normal_form import head_word, normal_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.", "US"),
        ("U. S.", "US"),
        ("N  S H A", "NSHA"),
        ("US Harbour Board", "United States Harbour Board"),
        ("US", "US"),
        ("US 7", "US 7"),
        ("Marsh’s Mill", "Marsh's Mill"),
        ("PORT ELSTER", "Port Elster"),
        ("ELSTER", "Elster"),
        ("NORHA", "NORHA"),
        ("  Port \n Elster ", "Port Elster"),
    ],
)
def test_spelling_is_the_normal_form(text: str, expected: str) -> None:
    assert normal_form(text) == expected


@given(st.text(st.characters(codec="latin-1", categories=["Lu", "Ll", "Zs", "Po"]), max_size=30))
def test_spelling_has_single_spaces_and_no_full_stops(text: str) -> None:
    once = normal_form(text)
    assert once == " ".join(once.split())
    assert "." not in once


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Center for Harbour Studies", "center"),
        ("League of Bakers", "league"),
        ("Institut du Nord", "institut"),
        ("Harbour Board", "board"),
        ("Elster", "elster"),
        ("Of Mice", "mice"),
        ("Committee on Trade in Fish", "committee"),
        ("Bakers and Millers", "millers"),
    ],
)
def test_head_is_the_last_word_before_a_preposition(name: str, expected: str) -> None:
    assert head_word(name) == expected
