"""Lists of places, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, places_of_case

SENSES = cases_of("mentions_place_lists", "senses")


@pytest.mark.parametrize("case", SENSES, ids=[case["id"] for case in SENSES])
def test_lists_show_the_kind_of_place(case: dict[str, Any]) -> None:
    assert places_of_case(case["text"]) == case["places"]
