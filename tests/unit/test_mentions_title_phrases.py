"""Titles of several words."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.roles import roles_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("mentions_title_phrases", "titles")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_titles_are_whole_and_apart(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = [[mentions.spans[role.mention_i].text, role.role.text] for role in roles_of(mentions)]
    assert found == case["roles"]
