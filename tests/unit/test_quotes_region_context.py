"""The context of quoted regions on stored parses: root, governor and features."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.attribution.region_context import (
    REGION_FEATURES,
    region_context,
    region_features,
)
from tests.support.quote_cases import quoted_text_of_case
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_region_context", "contexts")
def test_contexts_of_regions(case: dict[str, Any]) -> None:
    context = region_context(quoted_text_of_case(case["text"]).regions[-1], None, 0)
    governor = context.governor.text if context.governor is not None else None
    assert (context.root.text, governor) == (case["root"], case["governor"])
    named = dict(zip(REGION_FEATURES, region_features(context), strict=True))
    assert {name: named[name] for name in case["features"]} == pytest.approx(case["features"], abs=0.01)
