"""Surnames that are titles, too: which of them are part of a person's name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_title_surnames", "names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_title_may_be_a_surname(case: dict[str, Any]) -> None:
    assert changes_of_case("title-surnames", case) == expected_changes(case)
