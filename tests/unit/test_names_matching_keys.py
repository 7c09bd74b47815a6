"""Matching keys: equal for the spellings of one name."""

from __future__ import annotations

import pytest

from builder.gazetteer.lookup import load_gazetteer
from builder.names.matching_keys import person_key, place_key, plain_key

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
def test_spellings_of_one_name_share_the_plain_key(one: str, other: str) -> None:
    assert plain_key(one) == plain_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Senate of Canada", "Canada Senate"), ("Harbour Board", "Harbour Boards"), ("Elster Bay", "Elster")],
)
def test_different_names_have_different_plain_keys(one: str, other: str) -> None:
    assert plain_key(one) != plain_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Okonjo Paul", "Paul Okonjo", True),
        ("OKONJO PAUL", "Paul Okonjo", True),
        ("Saint Elswith", "St. Elswith", True),
        ("Saint Elswith", "Elswith", True),
        ("Saint", "Saint", True),
        ("P. R. S. Okonjo", "P.R.S. Okonjo", True),
        ("P R S Okonjo", "P.R. S. Okonjo", True),
        ("PRS Okonjo", "P.R.S. Okonjo", True),
        ("Okonjo, Paul R.", "Paul R. Okonjo", True),
        ("Paul Okonjo, Jr.", "Paul Okonjo Jr.", True),
        ("Paul Okonjo Jr.", "Paul Okonjo", False),
        ("PR Okonjo", "PS Okonjo", False),
        ("Paul Okonjo", "Paul R. Okonjo", False),
        ("Elswith Saint", "Elswith", False),
    ],
)
def test_person_key_ignores_word_order_and_saint(one: str, other: str, same: bool) -> None:  # noqa: FBT001
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
        ("Wash.", "Washington State", True),
        ("Granite State", "New Hampshire", True),
        ("D.C.", "District of Columbia", True),
        ("N.Y.", "New York", False),
        ("New York", "New York City", True),
        ("Vt", "Vermont", True),
        ("VA", "Virginia", False),
        ("LA", "Los Angeles", True),
        ("N. Korea", "North Korea", True),
        ("U-S-A", "U.S.", True),
        ("Korea", "North Korea", False),
        ("Dixie", "South", False),
        ("Pacific", "Pacific Ocean", True),
        ("Baltic countries", "Baltic States", True),
        ("Middle West", "Midwest", True),
    ],
)
def test_place_key_is_shared_by_all_names_of_a_place(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    gazetteer = load_gazetteer()
    assert (place_key(one, gazetteer) == place_key(other, gazetteer)) is same
