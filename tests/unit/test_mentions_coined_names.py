"""Coined names of companies, websites and newspapers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_coined_names", "coined-names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_capitals_show_a_coined_name(case: dict[str, Any]) -> None:
    assert changes_of_case("coined-names", case) == expected_changes(case)
