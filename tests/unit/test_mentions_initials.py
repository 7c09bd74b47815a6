"""Initials before a surname."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_initials", "initials")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_initials_and_surname_are_one_person(case: dict[str, Any]) -> None:
    assert changes_of_case("initials", case) == expected_changes(case)
