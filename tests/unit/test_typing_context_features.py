"""Features of context on stored parses: how the mentions of a spelling are used."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.parse.headings import headings
from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.context_features import context_shares
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_context_features", "context")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_context_of_a_spelling(case: dict[str, Any]) -> None:
    doc = document_of_case(case["text"])
    mentions = detect_mentions(doc, load_gazetteer())
    spelled = [mention for mention in mentions if mention.text == case["spelling"]]
    assert context_shares(mentions, spelled, headings(doc)) == case["features"]
