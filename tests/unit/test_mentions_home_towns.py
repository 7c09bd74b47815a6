"""Towns where people live."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_home_towns", "home-towns")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_town_is_before_those_who_live_there(case: dict[str, Any]) -> None:
    assert changes_of_case("home-towns", case) == expected_changes(case)
