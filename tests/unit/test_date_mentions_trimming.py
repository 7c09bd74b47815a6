"""Trimming of dates and times that the model marks."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.date_mentions.trimming import trim_dates
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, mentions_of_case

DATE, TIME = EntityType.DATE, EntityType.TIME

TRIMMED: list[tuple[str, EntityType, list[tuple[str, EntityType]]]] = [
    ("Friday", DATE, [("Friday", DATE)]),
    ("the 19th", DATE, [("the 19th", DATE)]),
    ("2011", DATE, [("2011", DATE)]),
    ("ten years", DATE, [("ten years", DATE)]),
    ("last year", DATE, [("last year", DATE)]),
    ("between 2011 and 2018", DATE, [("between 2011 and 2018", DATE)]),
    # Words that lead on to another date.
    ("between 2011 and", DATE, [("2011", DATE)]),
    ("from May to", DATE, [("May", DATE)]),
    ("the night to", TIME, [("the night", TIME)]),
    ("up to", DATE, []),
    ("11:40 on", TIME, [("11:40", TIME)]),
    ("only that morning", TIME, [("that morning", TIME)]),
    ("only ten minutes", TIME, [("only ten minutes", TIME)]),
    # The record of a meeting.
    ("minutes", TIME, [("minutes", TIME)]),
    ("the minutes", TIME, []),
    ("its minutes", TIME, []),
    ("the minutes after", TIME, [("the minutes after", TIME)]),
    # A second number counts what follows.
    ("six years 2,400", DATE, [("six years", DATE)]),
    ("six years 2011", DATE, [("six years 2011", DATE)]),
    # Numbers and ages are not dates.
    ("6 to 5", DATE, []),
    ("the last four", DATE, []),
    ("ten", DATE, []),
    ("age of 53", DATE, []),
    ("sixty years old", DATE, []),
    # The time of day.
    ("ten past nine", DATE, [("ten past nine", TIME)]),
    ("a quarter past nine", DATE, [("a quarter past nine", TIME)]),
    ("past nine", DATE, []),
]


@pytest.mark.parametrize(("words", "kind", "expected"), TRIMMED)
def test_dates_are_trimmed(words: str, kind: EntityType, expected: list[tuple[str, EntityType]]) -> None:
    doc = document_of(f"She left {words} sadly.".replace("2,400", "2400"))
    wanted = words.replace("2,400", "2400")
    found = trim_dates(mentions_of(doc, name_of(doc, wanted, kind)))
    assert [(name.text, name.type) for name in found] == expected


def test_other_types_do_not_change() -> None:
    doc = document_of("The Band of 40 sang.")
    name = name_of(doc, "Band of 40", EntityType.ORGANIZATION)
    assert list(trim_dates(mentions_of(doc, name))) == [name]


CASES = cases_of("date_mentions_trimming", "dates")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_dates_of_sentences_are_trimmed(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = [[mention.text, mention.type.value] for mention in mentions if mention.type in (DATE, TIME)]
    assert found == case["dates"]
