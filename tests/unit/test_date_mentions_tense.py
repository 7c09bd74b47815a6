"""Tense of dates on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.date_mentions.tense import date_tenses
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("date_mentions_tense", "tenses")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_date_has_the_tense_of_its_verb(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = {span.of(mentions.doc.text): tense.value for span, tense in date_tenses(mentions).items()}
    assert found == case["tenses"]
