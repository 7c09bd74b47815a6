"""Boundaries of indirect quotes on stored parses: with which words they begin and end."""

from __future__ import annotations

from typing import Any

from tests.support.quote_cases import extracted
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_indirect_boundaries", "boundaries")
def test_boundaries_of_indirect_quotes(case: dict[str, Any]) -> None:
    found = [quote.content for quote in extracted(case["text"]) if quote.kind == "indirect"]
    assert found == ([case["content"]] if case["content"] else [])
