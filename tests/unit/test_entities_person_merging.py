"""Merging of the spellings of a person, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("entities_person_merging", "persons")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_spellings_of_a_person_are_merged(case: dict[str, Any]) -> None:
    assert spellings_of_case(case["text"], "person") == case["persons"]
