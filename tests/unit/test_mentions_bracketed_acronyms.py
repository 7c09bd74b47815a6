"""Acronyms in brackets after the name that they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.bracketed_acronyms import find_bracketed_acronyms
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

ORGANIZATION, EVENT = EntityType.ORGANIZATION, EntityType.EVENT
CASES = cases_of("mentions_bracketed_acronyms", "bracketed-acronyms")


@pytest.mark.parametrize(
    ("text", "full", "expected"),
    [
        ("The Bakers United for Trade (BUT) met.", "Bakers United for Trade", ["BUT"]),
        ("The Bakers United for Trade (BAT) met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade, BUT, met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade (BUT not here) met.", "Bakers United for Trade", []),
        ("The Bakers United for Trade", "Bakers United for Trade", []),
    ],
)
def test_acronym_in_brackets_is_a_mention(text: str, full: str, expected: list[str]) -> None:
    doc = document_of(text)
    found = list(find_bracketed_acronyms(mentions_of(doc, name_of(doc, full, ORGANIZATION))))
    assert [mention.text for mention in found] == expected
    assert all(mention.type is ORGANIZATION for mention in found)


def test_acronym_after_an_event_is_not_added() -> None:
    doc = document_of("The Elster Herring Fair (EHF) opened.")
    assert list(find_bracketed_acronyms(mentions_of(doc, name_of(doc, "Elster Herring Fair", EVENT)))) == []


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_bracketed_acronym_of_an_organization_is_a_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("bracketed-acronyms", case) == expected_changes(case)
