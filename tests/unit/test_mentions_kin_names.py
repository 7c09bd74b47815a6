"""Names of one word after nouns for relatives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_kin_names", "kin")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_relative_is_a_person(case: dict[str, Any]) -> None:
    assert changes_of_case("kin", case) == expected_changes(case)
