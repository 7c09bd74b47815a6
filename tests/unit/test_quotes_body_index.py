"""The index of the organizations of an article on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.speaker_cases import context_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_body_index", "bodies")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_kinds_and_acts_of_organizations(case: dict[str, Any]) -> None:
    bodies = context_of_case(case["text"]).bodies
    assert {key: sorted(kinds) for key, kinds in bodies.kinds.items()} == case["kinds"]
    assert [key for _, key in bodies.acts] == case["acts"]
    assert [*bodies.unnamed] == case["unnamed"]
