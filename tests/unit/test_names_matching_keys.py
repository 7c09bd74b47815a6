"""What spellings of one name have in common, and what each name's head is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.gazetteer.lookup import load_gazetteer
from builder.names.matching_keys import person_key, place_key, plain_key
from builder.names.normal_form import head_word, spelling


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
def test_spelling(text: str, expected: str) -> None:
    assert spelling(text) == expected


@given(st.text(st.characters(codec="latin-1", categories=["Lu", "Ll", "Zs", "Po"]), max_size=30))
def test_a_spelling_is_its_own_spelling_but_for_united_states(text: str) -> None:
    once = spelling(text)
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
def test_the_head_of_a_name(name: str, expected: str) -> None:
    assert head_word(name) == expected


PLAIN = [
    ("People’s Party of Elster", "People Party of Elster"),
    ("Université Élan", "universite elan"),
    ("University of Elster, Port Lowmoor", "University of Elster Port Lowmoor"),
    ("University of Elster at Port Lowmoor", "University of Elster - Port Lowmoor"),
    ("Senate of the United States", "United States Senate"),
    ("Bank of the European Union", "European Union Bank"),
    ("HARBOUR BOARD", "Harbour board"),
]


@pytest.mark.parametrize(("one", "other"), PLAIN)
def test_spellings_with_one_key(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Senate of Canada", "Canada Senate"), ("Harbour Board", "Harbour Boards"), ("Elster Bay", "Elster")],
)
def test_names_with_different_keys(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Okonjo Paul", "Paul Okonjo", True),
        ("OKONJO PAUL", "Paul Okonjo", True),
        ("Saint Elswith", "St. Elswith", True),
        ("Saint Elswith", "Elswith", True),
        ("Saint", "Saint", True),
        ("Paul Okonjo", "Paul R. Okonjo", False),
        ("Elswith Saint", "Elswith", False),
    ],
)
def test_the_words_of_a_person_in_any_order(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert (person_key(one) == person_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("U.S.", "United States", True),
        ("Holland", "Netherlands", True),
        ("NYC", "New York City", True),
        ("D.C.", "Washington", True),
        ("Washington, D.C.", "Washington", True),
        ("State of Lowmoor", "Lowmoor", True),
        ("City of Lowmoor", "LOWMOOR", True),
        ("Republic of Lowmoor", "Lowmoor", True),
        ("Georgia (state)", "Georgia", False),
        ("North Korea", "South Korea", False),
        ("Gulf of Lowmoor", "Lowmoor", False),
        ("Washington (state)", "Washington", False),
    ],
)
def test_one_key_for_all_names_of_a_place(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    gazetteer = load_gazetteer()
    assert (place_key(one, gazetteer) == place_key(other, gazetteer)) is same
