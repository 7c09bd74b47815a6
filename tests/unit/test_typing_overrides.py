"""Overrides on stored parses: spellings whose type a rule decides against the classifier."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.decision import decide_types
from builder.gazetteer.lookup import load_gazetteer
from builder.names.normal_form import normal_form
from tests.support.stored_parses import cases_of, document_of_case, mentions_of_case, with_dateline

CASES = cases_of("typing_overrides", "overrides")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_rule_overrides_the_classifier(case: dict[str, Any]) -> None:
    decisions = decide_types(detect_mentions(document_of_case(case["text"]), load_gazetteer()))
    assert {key: override.rule for key, override in decisions.overrides.items()} == case["overrides"]
    found = [
        [mention.text, mention.type.value]
        for mention in mentions_of_case(case["text"])
        if normal_form(mention.text) in case["overrides"]
    ]
    assert found == case["types"]


DATELINES = cases_of("typing_overrides", "dateline")


@pytest.mark.parametrize("case", DATELINES, ids=[case["id"] for case in DATELINES])
def test_the_dateline_decides_the_type_of_its_place(case: dict[str, Any]) -> None:
    doc = with_dateline(document_of_case(case["text"]), case["place"], None)
    decisions = decide_types(detect_mentions(doc, load_gazetteer()))
    assert {key: override.rule for key, override in decisions.overrides.items()} == case["overrides"]
