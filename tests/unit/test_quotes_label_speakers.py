"""The speakers that labels name, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.label_speakers import label_speakers
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import linked_of_case


@parametrize_cases("quotes_label_speakers", "labels")
def test_the_speakers_that_labels_name(case: dict[str, Any]) -> None:
    speakers = label_speakers(linked_of_case(case["text"]))
    assert {label: speakers.key_of(label) for label in case["named"]} == case["named"]
