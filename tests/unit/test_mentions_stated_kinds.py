"""Names that a noun right before them calls a place or an organization."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.stated_kinds import stated_kinds
from builder.annotate.pipeline import detect_mentions
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_stated_kinds", "stated")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_noun_states_the_kind_of_the_name_after_it(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    found: dict[str, list[str]] = {"places": [], "organizations": [], "persons": []}
    for i, kind in sorted(stated_kinds(mentions).items()):
        found[f"{kind.type.value}s"].append(mentions.spans[i].text)
    assert found == {kinds: case.get(kinds, []) for kinds in found}
