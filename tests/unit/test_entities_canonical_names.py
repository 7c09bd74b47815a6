"""Canonical names of entities, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, linked_of_case

CASES = cases_of("entities_canonical_names", "names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_entity_has_its_canonical_name(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    assert sorted(entity.name for entity in linked.entities) == case["names"]
