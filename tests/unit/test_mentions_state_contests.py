"""Names of states by their elections, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, places_of_case

SENSES = cases_of("mentions_state_contests", "senses")


@pytest.mark.parametrize("case", SENSES, ids=[case["id"] for case in SENSES])
def test_an_election_shows_the_state(case: dict[str, Any]) -> None:
    assert places_of_case(case["text"]) == case["places"]
