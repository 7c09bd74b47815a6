"""NORP mentions that name something else in the article."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_norp", "norp")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_norp_mention_gets_the_type_of_the_name(case: dict[str, Any]) -> None:
    assert changes_of_case("norp", case) == expected_changes(case)
