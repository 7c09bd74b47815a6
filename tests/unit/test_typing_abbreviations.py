"""Types of abbreviations, and confidence in organizations whose acronym appears too."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.pipeline import trace_mentions
from builder.annotate.typing.abbreviations import raise_confidence, type_abbreviations
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, document_of_case, mentions_of_case

ORGANIZATION, PLACE, WORK = EntityType.ORGANIZATION, EntityType.PLACE, EntityType.WORK


def test_every_mention_of_an_abbreviation_has_the_type_of_its_full_name() -> None:
    doc = document_of("The Harbour Board (HB) met. Then HB left Oslo.")
    names = [
        name_of(doc, "Harbour Board", ORGANIZATION),
        name_of(doc, "HB", WORK),
        name_of(doc, "HB", WORK, nth=1),
        name_of(doc, "Oslo", PLACE),
    ]
    found = type_abbreviations(mentions_of(doc, *names))
    assert [name.type for name in found] == [ORGANIZATION, ORGANIZATION, ORGANIZATION, PLACE]
    assert found[0] == names[0]


def test_an_organization_has_more_confidence_if_its_acronym_appears() -> None:
    doc = document_of("The Harbour Board met. The HB left. The Mill Board came.")
    names = [name_of(doc, words, ORGANIZATION) for words in ("Harbour Board", "HB", "Mill Board")]
    low = [replace(name, confidence=0.5) for name in names]
    before, acronym, other = raise_confidence(mentions_of(doc, *low))
    assert before.confidence == acronym.confidence > 0.7
    assert other.confidence == 0.5
    assert raise_confidence(mentions_of(doc, *names)) == names, "never less sure"


STATED = cases_of("typing_abbreviations", "stated")
BACKED = cases_of("typing_abbreviations", "backed")


@pytest.mark.parametrize("case", STATED, ids=[case["id"] for case in STATED])
def test_an_abbreviation_gets_the_type_of_its_full_name(case: dict[str, Any]) -> None:
    found = [
        [mention.type.value, mention.text]
        for mention in mentions_of_case(case["text"])
        if mention.rule.endswith("+stated")
    ]
    assert found == case["stated"]


@pytest.mark.parametrize("case", BACKED, ids=[case["id"] for case in BACKED])
def test_acronym_and_full_name_raise_confidence(case: dict[str, Any]) -> None:
    states = {
        rule.name: (before, after)
        for rule, before, after in trace_mentions(document_of_case(case["text"]), load_gazetteer())
    }
    before, after = states["acronym-confidence"]
    found = [new.text for old, new in zip(before, after, strict=True) if new.confidence > old.confidence]
    assert found == case["backed"]
