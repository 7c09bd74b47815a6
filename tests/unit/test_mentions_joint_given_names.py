"""Given names that share the surname after "and"."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_joint_given_names", "joint-given-names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_rule_changes_mentions(case: dict[str, Any]) -> None:
    assert changes_of_case("joint-given-names", case) == expected_changes(case)
