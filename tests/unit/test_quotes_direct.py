"""Direct quotes on stored parses: their words, source and cue."""

from __future__ import annotations

from typing import Any

from tests.support.quote_cases import extracted
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_direct", "direct")
def test_direct_quotes(case: dict[str, Any]) -> None:
    found = [
        {"content": one.content, "source": one.source, "cue": one.cue, "reason": one.reason}
        for one in extracted(case["text"])
        if one.kind != "indirect"
    ]
    assert found == case["quotes"]
