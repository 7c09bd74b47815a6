"""Positional capitals: names in headings and at the beginning of sentences, cut to what the body knows."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.positional_capitals import cut_to_known_names
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

CASES = cases_of("mentions_positional_capitals", "positional-capitals")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_name_is_cut_to_what_the_body_knows(case: dict[str, Any]) -> None:
    assert changes_of_case("positional-capitals", case) == expected_changes(case)


@pytest.mark.parametrize(
    ("heading", "marked", "kept"),
    [
        ("Spring Surge Rattles Norway In The Morning", "Surge Rattles Norway", ["Norway"]),
        ("Petra Marsh Denies Orve Claims In The Morning", "Petra Marsh Denies", ["Petra Marsh"]),
        ("Marsh Denies Orve Claims In The Morning", "Marsh Denies", ["Marsh"]),
        ("Marsh College Denies Orve Claims In The Morning", "Marsh College", ["Marsh College"]),
        ("Swift Claims Are Denied In The Morning", "Swift Claims", []),
        ("Ulla Torvi Marsh Denies Claims In The Morning", "Ulla Torvi Marsh", ["Ulla Torvi Marsh"]),
        ("Jared Torvi Marsh Denies Claims In The Morning", "Jared Torvi Marsh", ["Jared Torvi Marsh"]),
        ("Ulla Denies Marsh Claims In The Morning", "Ulla Denies Marsh", ["Marsh"]),
        ("Storm Marsh Denies Claims In The Morning", "Storm Marsh", ["Storm Marsh"]),
        ("Ulla Keller Denies Claims In The Morning", "Ulla Keller", ["Ulla Keller"]),
    ],
)
def test_heading_names_what_the_body_and_the_tables_know(heading: str, marked: str, kept: list[str]) -> None:
    proper = {word: {"tag": "NNP"} for word in ("Ulla", "Jared", "Torvi", "Keller", "Marsh", "Petra")}
    doc = document_of(f"{heading}\n\nThen Petra Marsh was asked about swift claims.", facts=proper)
    names = [name_of(doc, marked, EntityType.PERSON), name_of(doc, "Petra Marsh was", EntityType.PERSON)]
    body = mentions_of(doc, names[0], msgspec.structs.replace(names[1], last=names[1].last - 1))
    found = without_overlap(cut_to_known_names(body))
    assert [mention.text for mention in found] == [*kept, "Petra Marsh"]


@pytest.mark.parametrize(
    ("opening", "kind", "kept"),
    [
        ("Poor Keller", EntityType.PERSON, "Keller"),
        ("Poor Keller", EntityType.ORGANIZATION, "Poor Keller"),
        ("Ulla Keller", EntityType.PERSON, "Ulla Keller"),
        ("De Keller", EntityType.PERSON, "De Keller"),
        ("Rich Keller", EntityType.PERSON, "Rich Keller"),
    ],
)
def test_word_that_opens_a_sentence_is_cut_off_a_known_name(
    opening: str, kind: EntityType, kept: str
) -> None:
    doc = document_of(f"{opening} sang. Then Donna Keller was poor, de facto.")
    names = [name_of(doc, opening, kind), name_of(doc, "Donna Keller", EntityType.PERSON)]
    found = without_overlap(cut_to_known_names(mentions_of(doc, *names)))
    assert [mention.text for mention in found] == [kept, "Donna Keller"]
