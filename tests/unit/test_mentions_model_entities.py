"""Entities of the model as mentions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_model_entities", "model")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_entities_of_known_labels_are_mentions(case: dict[str, Any]) -> None:
    assert changes_of_case("model", case) == expected_changes(case)
