"""Short phrases along the parse, on stored parses: those of figures."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quantities.figure_phrases import figures_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("quantities_short_phrases", "phrases")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_phrases_follow_the_parse(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    text = mentions.doc.text
    found = [[one.span.of(text), [span.of(text) for span in one.counts]] for one in figures_of(mentions)]
    assert found == case["phrases"]
