"""Companies that are called after a person: which mentions of the surname are theirs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("typing_namesake_companies", "companies")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_company_and_the_person_of_one_name_are_two(case: dict[str, Any]) -> None:
    assert changes_of_case("companies", case) == expected_changes(case)
