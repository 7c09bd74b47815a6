"""Resolution of all kinds of sources on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.resolve import resolve_speakers
from tests.support.speaker_cases import context_of_case, source_at, speakers_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_resolve", "resolve")
SOURCES = cases_of("quotes_resolve", "sources")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_speakers_of_sources(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", SOURCES, ids=[case["id"] for case in SOURCES])
def test_speakers_of_one_source(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    assert [*next(resolve_speakers(context, [source_at(context, case["head"])])).keys] == case["keys"]
