"""Misspelt surnames and nicknames of a person of the article, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stored_parses import cases_of, spellings_of_case

CASES = cases_of("entities_short_form_variants", "persons")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_variant_alone_belongs_to_the_person_whom_it_fits(case: dict[str, Any]) -> None:
    assert spellings_of_case(case["text"], "person") == case["persons"]
