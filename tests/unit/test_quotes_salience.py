"""Costs of grammatical roles, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.quotes.resolution.salience import grammatical_cost
from tests.support.speaker_cases import context_of_case, token_at
from tests.support.stored_parses import cases_of

COSTS = cases_of("quotes_salience", "costs")
SOURCES = cases_of("quotes_salience", "sources")


@pytest.mark.parametrize("case", COSTS, ids=[case["id"] for case in COSTS])
def test_costs_of_grammatical_roles(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    assert grammatical_cost(context, token_at(context, case["word"])) == case["cost"]


@pytest.mark.parametrize("case", SOURCES, ids=[case["id"] for case in SOURCES])
def test_costs_of_sources(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    token = token_at(context, case["word"])
    words = frozenset(range(4))
    context = replace(context, speech={token.i: words}, marked=words if case["marked"] else frozenset())
    assert grammatical_cost(context, token) == case["cost"]
