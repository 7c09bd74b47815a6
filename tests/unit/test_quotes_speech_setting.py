"""Settings on stored parses: the place or occasion of a quotation."""

from __future__ import annotations

from typing import Any

from builder.annotate.quotes.attribution.speech_setting import setting_of
from tests.support.quote_cases import quoted_text_of_case, token_of
from tests.support.rule_cases import parametrize_cases


@parametrize_cases("quotes_speech_setting", "settings")
def test_settings_of_cues(case: dict[str, Any]) -> None:
    text = quoted_text_of_case(case["text"])
    setting = setting_of(token_of(text, case["cue"]), text)
    assert (setting.of(case["text"]) if setting is not None else None) == case["setting"]
