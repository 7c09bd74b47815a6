"""Teams and companies that bear the name of a place or a person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = [
    *cases_of("typing_organizations_in_context", "teams"),
    *cases_of("typing_organizations_in_context", "companies"),
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_words_beside_a_name_show_a_team_or_company(case: dict[str, Any]) -> None:
    assert changes_of_case("organizations-in-context", case) == expected_changes(case)
