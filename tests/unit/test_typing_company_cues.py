"""Cues of companies beside a name."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.company_cues import has_spokesman, is_medium, shows_company
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_company_cues", "cues")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_beside_a_name_shows_a_company(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    assert [mention.text for mention in mentions if shows_company(mention)] == case.get("shown", [])
    assert [mention.text for mention in mentions if has_spokesman(mention)] == case.get("spoken_for", [])
    assert [mention.text for mention in mentions if is_medium(mention)] == case.get("media", [])
