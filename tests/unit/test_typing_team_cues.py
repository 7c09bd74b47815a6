"""Cues of teams beside a name."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.team_cues import acts_as_team, shows_team
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_team_cues", "cues")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_beside_a_name_shows_a_team(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    assert [mention.text for mention in mentions if shows_team(mention)] == case["shown"]
    assert [mention.text for mention in mentions if acts_as_team(mention)] == case["acting"]
