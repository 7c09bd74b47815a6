"""Names that are possessives: companies with their "'s"."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_possessive_names", "possessive-names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_possessive_is_a_name_if_nothing_is_owned(case: dict[str, Any]) -> None:
    assert changes_of_case("possessive-names", case) == expected_changes(case)
