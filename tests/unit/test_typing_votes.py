"""Votes of the rules on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.votes import votes_by_spelling
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_votes", "votes")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_rules_vote_for_the_type_of_a_spelling(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    votes = votes_by_spelling(mentions).get(case["spelling"], {})
    found = {entity_type.value: weight for entity_type, weight in votes.items() if weight}
    assert found == pytest.approx({name: sum(weights) for name, weights in case["votes"].items()})
