"""Transcript labels on stored parses: who speaks in a printed conversation."""

from __future__ import annotations

from typing import Any

from builder.annotate.mentions.transcript_labels import LABEL_RULE, LETTER_RULE, mark_transcript_labels
from builder.model.annotations import EntityType
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import mentions_of_case


@parametrize_cases("mentions_transcript_labels", "labels")
def test_labels_in_capitals_are_persons(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = sorted(mark_transcript_labels(mentions), key=lambda mention: mention.first)
    found = [mention for mention in found if mention.rule in (LABEL_RULE, LETTER_RULE)]
    assert [mention.text for mention in found] == case["labels"]
    assert {mention.type for mention in found} <= {EntityType.PERSON, EntityType.ORGANIZATION}


@parametrize_cases("mentions_transcript_labels", "names")
def test_stage_notes_name_nothing(case: dict[str, Any]) -> None:
    types = (EntityType.PERSON, EntityType.ORGANIZATION)
    found = [[mention.text, mention.type.value] for mention in mentions_of_case(case["text"])]
    assert [name for name in found if name[1] in types] == case["named"]
