"""Resolution of descriptions on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.descriptions import resolve_description
from tests.support.speaker_cases import context_of_case, source_at, speakers_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_descriptions", "descriptions")
SOURCES = cases_of("quotes_descriptions", "sources")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_speakers_of_descriptions(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", SOURCES, ids=[case["id"] for case in SOURCES])
def test_speakers_of_one_source(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    speaker = resolve_description(context, source_at(context, case["head"]))
    assert ([*speaker.keys], speaker.rule) == (case["keys"], case["rule"])
