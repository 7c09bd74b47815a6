"""Governments that are named by their country."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_governments", "governments")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_country_before_government_is_a_body(case: dict[str, Any]) -> None:
    assert changes_of_case("governments", case) == expected_changes(case)
