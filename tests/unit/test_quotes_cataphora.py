"""Descriptions before the name of the person described, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.speaker_cases import speakers_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_cataphora", "cataphora")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_opening_description_points_forward(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]
