"""Direct quotes on stored parses: their words, source and cue."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.quote_cases import extracted
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_direct", "direct")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_direct_quotes(case: dict[str, Any]) -> None:
    found = [
        {
            "content": one.content,
            "source": one.source,
            "cue": one.cue,
            **({"reason": one.reason} if any("reason" in row for row in case["quotes"]) else {}),
        }
        for one in extracted(case["text"])
        if one.kind != "indirect"
    ]
    assert found == case["quotes"]
