"""Teams in lines of results, fixtures and standings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_result_lines", "result-lines")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_line_of_results_names_teams(case: dict[str, Any]) -> None:
    assert changes_of_case("result-lines", case) == expected_changes(case)
