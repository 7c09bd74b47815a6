"""Titles beside names: their words are not mentions, and mentions beside them are titled."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.titles import drop_title_words
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of, mentions_of_case

TITLE_WORDS = cases_of("mentions_titles", "title-words")
TITLED = cases_of("mentions_titles", "titled")


@pytest.mark.parametrize("case", TITLE_WORDS, ids=[case["id"] for case in TITLE_WORDS])
def test_words_of_a_title_are_not_mentions(case: dict[str, Any]) -> None:
    assert changes_of_case("title-words", case) == expected_changes(case)


@pytest.mark.parametrize("case", TITLED, ids=[case["id"] for case in TITLED])
def test_mentions_with_a_title_or_role_are_titled(case: dict[str, Any]) -> None:
    assert [mention.text for mention in mentions_of_case(case["text"]) if mention.titled] == case["titled"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They like Health here.", True),
        ("The fund of Health met.", True),
        ("The Secretary of Health met.", False),
        ("The Secretary of the Health met.", False),
    ],
)
def test_portfolio_is_dropped_only_after_an_office(text: str, kept: bool) -> None:  # noqa: FBT001
    doc = document_of(text)
    health = name_of(doc, "Health", EntityType.ORGANIZATION)
    assert list(drop_title_words(mentions_of(doc, health))) == ([health] if kept else [])


def test_people_before_a_title_remain() -> None:
    doc = document_of("The Secretary of Norwegian Health met.")
    title = name_of(doc, "Norwegian Health", EntityType.ORGANIZATION)
    (people,) = drop_title_words(mentions_of(doc, title))
    assert (people.text, people.type, people.rule) == ("Norwegian", EntityType.GROUP, "before-title")
