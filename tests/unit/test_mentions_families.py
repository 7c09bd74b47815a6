"""Families: surnames before "family" and surnames in the plural are groups."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("mentions_families", "families")
NAMES = cases_of("mentions_families", "family-names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_families_are_groups(case: dict[str, Any]) -> None:
    assert changes_of_case("families", case) == expected_changes(case)


@pytest.mark.parametrize("case", NAMES, ids=[case["id"] for case in NAMES])
def test_the_names_of_a_family_are_one_group(case: dict[str, Any]) -> None:
    assert spellings_of_case(case["text"], "group") == case["groups"]
