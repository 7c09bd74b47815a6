"""Further occurrences of the mentions of an article."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.propagation import propagate_names
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of, with_dateline

CASES = cases_of("mentions_propagation", "propagation")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_further_occurrence_of_a_name_is_a_mention(case: dict[str, Any]) -> None:
    assert changes_of_case("propagation", case) == expected_changes(case)


def propagated(text: str, words: str, kind: EntityType) -> list[str]:
    """Return the further mentions if only the first occurrence of some words is a mention."""
    doc = document_of(text)
    return [mention.text for mention in propagate_names(mentions_of(doc, name_of(doc, words, kind)))]


def test_particle_does_not_begin_a_further_occurrence() -> None:
    assert propagated("Then de Orve left. Then de Orve slept.", "de Orve", EntityType.PERSON) == ["Orve"]
    assert propagated("Then al Orve left. Then al Orve slept.", "al Orve", EntityType.PERSON) == ["al Orve"]


def test_words_after_the_first_may_be_in_lower_case() -> None:
    text = "The Harbor Board met. Then the Harbor board left the harbor board."
    assert propagated(text, "Harbor Board", EntityType.ORGANIZATION) == ["Harbor board"]


def test_words_of_one_or_two_letters_are_not_propagated() -> None:
    assert propagated("The HB met. Then HB left.", "HB", EntityType.ORGANIZATION) == []


def test_the_place_of_the_dateline_is_propagated() -> None:
    doc = document_of("Tunis bakers reopen.\n\nTUNIS 1996-12-06 - Bread was sold in TUNIS and Orve.")
    doc = with_dateline(doc, "TUNIS", None)
    assert [mention.text for mention in propagate_names(mentions_of(doc))] == ["Tunis", "TUNIS", "TUNIS"]
