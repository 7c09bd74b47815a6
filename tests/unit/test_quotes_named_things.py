"""Words in quotation marks that name something, on stored parses."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.extraction.named_things import (
    is_attributive,
    is_bare_title,
    is_called,
    is_single_noun,
    names_thing,
)
from builder.annotate.quotes.quoted_text import QuotedRegion
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_named_things", "named")
def test_words_around_a_region_show_that_it_names_something(case: dict[str, Any]) -> None:
    found: list[str] = []
    earlier: QuotedRegion | None = None
    for region in quoted_text_of_case(case["text"]).regions:
        is_name = names_thing(region, earlier)
        earlier = region if is_name else None
        found.extend([region.text] if is_name else [])
    assert found == case["named"]


@parametrize_cases("quotes_named_things", "called")
def test_words_before_a_region_say_that_something_is_called_so(case: dict[str, Any]) -> None:
    regions = quoted_text_of_case(case["text"]).regions
    assert [region.text for region in regions if is_called(region)] == case["called"]


@parametrize_cases("quotes_named_things", "titles")
def test_titles_that_no_one_calls_out(case: dict[str, Any]) -> None:
    regions = quoted_text_of_case(case["text"]).regions
    assert [region.text for region in regions if is_bare_title(region)] == case["titles"]


@parametrize_cases("quotes_named_things", "nouns")
def test_common_nouns_alone(case: dict[str, Any]) -> None:
    regions = quoted_text_of_case(case["text"]).regions
    assert [region.text for region in regions if is_single_noun(region)] == case["nouns"]


@parametrize_cases("quotes_named_things", "attributes")
def test_words_that_describe_the_noun_behind_them(case: dict[str, Any]) -> None:
    regions = quoted_text_of_case(case["text"]).regions
    assert [region.text for region in regions if is_attributive(region)] == case["attributes"]
