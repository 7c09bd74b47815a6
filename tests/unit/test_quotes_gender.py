"""Genders that a text shows, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.gender import gender_of_noun, genders_of, likely_gender
from builder.names.given_names import Gender
from tests.support.stored_parses import cases_of, linked_of_case

CASES = cases_of("quotes_gender", "genders")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_genders_of_persons(case: dict[str, Any]) -> None:
    found = genders_of(linked_of_case(case["text"]))
    assert {key: gender.name.lower() for key, gender in found.items()} == case["genders"]


def test_nouns_of_one_gender_show_it() -> None:
    assert gender_of_noun("spokeswoman") is Gender.FEMALE
    assert gender_of_noun("father") is Gender.MALE
    assert gender_of_noun("mayor") is None


def test_the_more_frequent_gender_of_a_given_name_is_likely() -> None:
    assert likely_gender("Terry Vale") is Gender.MALE
    assert likely_gender("Zzyzx Vale") is None
