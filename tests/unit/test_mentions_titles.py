"""Titles beside names: their words are not mentions, and mentions beside them are titled."""

from __future__ import annotations

from typing import Any

import pytest

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
