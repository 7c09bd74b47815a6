"""Lists of persons with the surname first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_surname_first", "surname_first")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_names_of_a_list_are_persons(case: dict[str, Any]) -> None:
    assert changes_of_case("surname-first", case) == expected_changes(case)
