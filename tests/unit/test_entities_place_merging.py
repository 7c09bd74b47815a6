"""Merging of the spellings of a place, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("entities_place_merging", "places")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_spellings_of_a_place_are_merged(case: dict[str, Any]) -> None:
    assert spellings_of_case(case["text"], "place") == case["places"]
