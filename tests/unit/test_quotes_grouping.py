"""Groups of quoted regions on stored parses: what is one quote, and what is a fragment."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.grouping import group_regions, is_fragment
from tests.support.quote_cases import quoted_text_of_case, state_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_grouping", "groups")
def test_groups_of_regions(case: dict[str, Any]) -> None:
    groups = group_regions(state_of_case(case["text"]).judged)
    assert [[one.ranking.region.text for one in group] for group in groups] == case["groups"]


@parametrize_cases("quotes_grouping", "fragments")
def test_fragments(case: dict[str, Any]) -> None:
    region = quoted_text_of_case(case["text"]).regions[0]
    assert is_fragment(region) == case["fragment"]
