"""The reverse index from nouns to the roles of persons, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.role_index import index_roles
from tests.support.stored_parses import cases_of, linked_of_case

CASES = cases_of("quotes_role_index", "roles")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_holders_of_a_role(case: dict[str, Any]) -> None:
    roles = index_roles(linked_of_case(case["text"]))
    found = roles.with_noun(case["noun"], former=case.get("former", False))
    assert [role.key for role in found] == case["holders"]
    if found:
        assert found[0].words >= set(case["words"])
        assert found[0].words.isdisjoint(case.get("other_words", ()))
