"""Nicknames of teams, in reports on sport."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_team_nicknames", "team-nicknames")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_plural_in_capitals_names_a_team(case: dict[str, Any]) -> None:
    assert changes_of_case("team-nicknames", case) == expected_changes(case)
