"""Mixed quotes on stored parses: their quoted and unquoted words."""

from __future__ import annotations

from typing import Any

from tests.support.quote_cases import extracted
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_mixed", "mixed")
def test_words_of_mixed_quotes(case: dict[str, Any]) -> None:
    found = [
        {"content": one.content, "paraphrase": one.paraphrase, "source": one.source, "cue": one.cue}
        for one in extracted(case["text"])
        if one.kind != "indirect"
    ]
    assert found == case["quotes"]
