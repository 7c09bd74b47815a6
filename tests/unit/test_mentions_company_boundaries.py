"""Companies that the model runs together with the words around them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_company_boundaries", "company-boundaries")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_company_is_cut_out_of_a_longer_name(case: dict[str, Any]) -> None:
    assert changes_of_case("company-boundaries", case) == expected_changes(case)
