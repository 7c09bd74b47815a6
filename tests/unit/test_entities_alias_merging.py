"""Merging of different names of one entity, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("entities_alias_merging", "aliases")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_aliases_are_merged(case: dict[str, Any]) -> None:
    found = {entity_type: spellings_of_case(case["text"], entity_type) for entity_type in case["entities"]}
    assert found == case["entities"]
