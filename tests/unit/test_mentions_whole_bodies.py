"""Names of bodies that the model cuts or passes over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_whole_bodies", "whole-bodies")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_name_of_a_body_is_whole(case: dict[str, Any]) -> None:
    assert changes_of_case("whole-bodies", case) == expected_changes(case)
