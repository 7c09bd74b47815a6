"""Quantities on stored parses: counts of people, amounts, tallies, their kinds, and what they count."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quantities.amounts import drop_non_amounts
from builder.annotate.quantities.figure_phrases import figures_of
from builder.model.annotations import EntityType, Origin
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

COUNTS = cases_of("quantities_people_counts", "counts")
AMOUNTS = cases_of("quantities_amounts", "amounts")
TALLIES = cases_of("quantities_tallies", "tallies")
KINDS = cases_of("quantities_figure_kinds", "kinds")
PHRASES = [
    *cases_of("quantities_figure_phrases", "phrases"),
    *cases_of("quantities_short_phrases", "phrases"),
]


def quantities_by_rule(text: str) -> list[list[str]]:
    """Return words and rule of the quantities that rules found, and the model did not."""
    return [
        [mention.text, mention.rule]
        for mention in mentions_of_case(text)
        if mention.type is EntityType.QUANTITY and mention.origin is Origin.RULE
    ]


@pytest.mark.parametrize("case", COUNTS, ids=[case["id"] for case in COUNTS])
def test_people_are_counted(case: dict[str, Any]) -> None:
    assert quantities_by_rule(case["text"]) == case["counts"]


@pytest.mark.parametrize("case", TALLIES, ids=[case["id"] for case in TALLIES])
def test_things_and_casualties_are_tallied(case: dict[str, Any]) -> None:
    assert quantities_by_rule(case["text"]) == case["tallies"]


@pytest.mark.parametrize("case", AMOUNTS, ids=[case["id"] for case in AMOUNTS])
def test_amounts_are_whole(case: dict[str, Any]) -> None:
    types = (EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
    mentions = mentions_of_case(case["text"])
    found = [[mention.text, mention.type.value] for mention in mentions if mention.type in types]
    assert found == case["amounts"]


@pytest.mark.parametrize("case", KINDS, ids=[case["id"] for case in KINDS])
def test_a_figure_has_a_kind(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = [[figure.span.of(mentions.doc.text), figure.kind.value] for figure in figures_of(mentions)]
    assert found == case["kinds"]


@pytest.mark.parametrize("case", PHRASES, ids=[case["id"] for case in PHRASES])
def test_a_figure_has_the_words_that_say_what_it_counts(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    text = mentions.doc.text
    found = [[one.span.of(text), [span.of(text) for span in one.counts]] for one in figures_of(mentions)]
    assert found == case["phrases"]


def test_a_unit_without_a_number_is_an_amount() -> None:
    doc = document_of("They walked miles at half-mast.", facts={"miles": {"lemma": "mile"}})
    spans = [name_of(doc, words, EntityType.QUANTITY) for words in ("miles", "half-mast")]
    assert [mention.text for mention in drop_non_amounts(mentions_of(doc, *spans))] == ["miles"]
