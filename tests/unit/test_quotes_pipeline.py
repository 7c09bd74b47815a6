"""The finished quotes of a text, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.speaker_cases import annotations_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_pipeline", "quotes")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_finished_quotes(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "kind": quote.kind.value,
            "content": [span.of(text) for span in quote.content],
            "source": [span.of(text) for span in quote.source],
            "cue": quote.cue.of(text) if quote.cue is not None else None,
            "speakers": [*quote.speakers],
            "words": quote.speaker_text,
        }
        for quote in annotations_of_case(text).quotes
    ]
    assert found == case["quotes"]
