"""Bodies called after a family: one name without the given names before it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_family_bodies", "family-bodies")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_given_names_of_a_family_are_cut_off_its_body(case: dict[str, Any]) -> None:
    assert changes_of_case("family-bodies", case) == expected_changes(case)
