"""Overrides from form: names whose type their own words show."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.decision import decide_types
from builder.gazetteer.lookup import load_gazetteer
from builder.names.normal_form import normal_form
from tests.support.stored_parses import cases_of, document_of_case, mentions_of_case

CASES = cases_of("typing_form_overrides", "forms")
RULES = ("law", "industry", "acronym", "last-word", "agency")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_words_of_a_name_decide_its_type(case: dict[str, Any]) -> None:
    decisions = decide_types(detect_mentions(document_of_case(case["text"]), load_gazetteer()))
    found = {key: override.rule for key, override in decisions.overrides.items() if override.rule in RULES}
    assert found == case["overrides"]
    types = [
        [mention.text, mention.type.value]
        for mention in mentions_of_case(case["text"])
        if normal_form(mention.text) in case["overrides"]
    ]
    assert types == case["types"]
