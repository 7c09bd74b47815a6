"""Direct quotes on stored parses: their words, source and cue."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.attribution.models import load_scorers
from builder.annotate.quotes.extraction.direct import quoted_utterances, regions_of
from tests.support.stored_parses import cases_of, linked_of_case

CASES = cases_of("quotes_direct", "direct")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_direct_quotes(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    doc = linked.doc
    found = [
        {
            "content": [span.of(doc.text) for span in one.content],
            "source": None
            if one.candidate is None
            else " ".join(token.text for token in doc.tokens[one.candidate.first : one.candidate.last]),
            "cue": one.cue.text if one.cue is not None else None,
        }
        for one in quoted_utterances(linked, regions_of(doc), load_scorers())
    ]
    assert found == case["quotes"]
