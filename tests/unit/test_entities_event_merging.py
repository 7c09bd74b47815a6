"""Merging of the spellings of an event, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("entities_event_merging", "events")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_spellings_of_an_event_are_merged(case: dict[str, Any]) -> None:
    assert spellings_of_case(case["text"], "event") == case["events"]
