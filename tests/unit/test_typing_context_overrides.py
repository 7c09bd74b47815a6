"""Overrides from context: names whose type the words beside them show."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.classifier import TypePrediction
from builder.annotate.typing.context_overrides import context_predictions
from builder.annotate.typing.decision import decide_types
from builder.gazetteer.lookup import load_gazetteer
from builder.names.normal_form import normal_form
from tests.support.stored_parses import cases_of, document_of_case, mentions_of_case

CASES = cases_of("typing_context_overrides", "contexts")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_words_beside_a_name_decide_its_type(case: dict[str, Any]) -> None:
    decisions = decide_types(detect_mentions(document_of_case(case["text"]), load_gazetteer()))
    assert {key: override.rule for key, override in decisions.overrides.items()} == case["overrides"]
    found = [
        [mention.text, mention.type.value]
        for mention in mentions_of_case(case["text"])
        if normal_form(mention.text) in case["overrides"]
    ]
    assert found == case["types"]


def rule_of_place(case_id: str, key: str) -> list[str]:
    """Return the rules that a name of a case that the classifier takes for a place gets."""
    text = next(case["text"] for case in CASES if case["id"] == case_id)
    mentions = detect_mentions(document_of_case(text), load_gazetteer())
    predictions = {key: TypePrediction("PLACE", 0.4)}
    found = context_predictions(mentions, decide_types(mentions).features, predictions)
    return [rule for _, rule, _ in found]


def test_a_name_of_which_only_a_river_is_known_is_a_company_without_the() -> None:
    assert rule_of_place("company that is called after a river", "Amazon") == ["river"]
    assert rule_of_place("river", "Amazon") == []
