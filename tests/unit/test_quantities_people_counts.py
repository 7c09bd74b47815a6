"""Counts of people, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, quantities_of_case

CASES = cases_of("quantities_people_counts", "counts")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_people_are_counted(case: dict[str, Any]) -> None:
    assert quantities_of_case(case["text"]) == case["counts"]
