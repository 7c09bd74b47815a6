"""Cues of places beside a name."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.place_cues import shows_place
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_place_cues", "cues")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_words_beside_a_name_show_the_place(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    assert [mention.text for mention in mentions if shows_place(mention)] == case["places"]
