"""Countries and peoples that the model passed over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_gazetteer_names", "gazetteer")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_country_or_people_is_a_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("gazetteer", case) == expected_changes(case)
