"""Laws and agreements by the words beside their names."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.decision import decide_types
from builder.annotate.typing.form_overrides import LAW
from builder.gazetteer.lookup import load_gazetteer
from builder.names.normal_form import normal_form
from tests.support.stored_parses import cases_of, document_of_case, mentions_of_case

CASES = cases_of("typing_law_contexts", "laws")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_words_beside_a_name_show_a_law(case: dict[str, Any]) -> None:
    decisions = decide_types(detect_mentions(document_of_case(case["text"]), load_gazetteer()))
    found = {key: override.rule for key, override in decisions.overrides.items() if override.rule == LAW}
    assert found == case["overrides"]
    types = [
        [mention.text, mention.type.value]
        for mention in mentions_of_case(case["text"])
        if normal_form(mention.text) in case["overrides"]
    ]
    assert types == case["types"]
