"""Party tags: no mentions, but for the places in them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_party_tags", "party-tags")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_place_in_a_party_tag_is_the_only_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("party-tags", case) == expected_changes(case)
