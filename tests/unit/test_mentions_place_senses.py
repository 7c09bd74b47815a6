"""Senses of names that a state shares with a city or a country, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, places_of_case

SENSES = cases_of("mentions_place_senses", "senses")


@pytest.mark.parametrize("case", SENSES, ids=[case["id"] for case in SENSES])
def test_the_words_beside_a_shared_name_decide(case: dict[str, Any]) -> None:
    assert places_of_case(case["text"]) == case["places"]
