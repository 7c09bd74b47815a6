"""Full names of persons that the text does not write as such."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.full_names import full_names
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("mentions_full_names", "full_names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_mention_gets_the_full_name_of_its_person(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = {mentions.spans[mention_i].text: name for mention_i, name in full_names(mentions).items()}
    assert found == case["names"]
