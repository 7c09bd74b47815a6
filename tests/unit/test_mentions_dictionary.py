"""Well-known names of several words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_dictionary", "known-names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_well_known_name_is_a_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("known-names", case) == expected_changes(case)
