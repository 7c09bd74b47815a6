"""Names that the model runs together with a score."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_scores", "scores")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_score_is_no_part_of_a_name(case: dict[str, Any]) -> None:
    assert changes_of_case("scores", case) == expected_changes(case)
