"""Surnames that are also months."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_month_surnames", "month-surnames")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_given_name_and_a_month_are_a_person_without_a_date(case: dict[str, Any]) -> None:
    assert changes_of_case("month-surnames", case) == expected_changes(case)
