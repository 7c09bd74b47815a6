"""Resolution of "they", "both", "it" and "who" on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.speaker_cases import speakers_of_case
from tests.support.stored_parses import cases_of

THEY = cases_of("quotes_plural_pronouns", "they")
PAIRS = cases_of("quotes_plural_pronouns", "pairs")
IT = cases_of("quotes_plural_pronouns", "it")
RELATIVE = cases_of("quotes_plural_pronouns", "relative")


@pytest.mark.parametrize("case", THEY, ids=[case["id"] for case in THEY])
def test_antecedents_of_they(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", PAIRS, ids=[case["id"] for case in PAIRS])
def test_antecedents_of_both(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", IT, ids=[case["id"] for case in IT])
def test_antecedents_of_it(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", RELATIVE, ids=[case["id"] for case in RELATIVE])
def test_antecedents_of_who(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]
