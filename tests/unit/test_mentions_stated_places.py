"""Names that a noun for a settlement or division calls a place."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.stated_places import stated_places
from builder.annotate.pipeline import detect_mentions
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_stated_places", "stated")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_called_a_village_is_a_place(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    assert [mentions.spans[i].text for i in sorted(stated_places(mentions))] == case["places"]
