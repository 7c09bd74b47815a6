"""Tallies of things and casualties, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, quantities_of_case

CASES = cases_of("quantities_tallies", "tallies")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_things_and_casualties_are_tallied(case: dict[str, Any]) -> None:
    assert quantities_of_case(case["text"]) == case["tallies"]
