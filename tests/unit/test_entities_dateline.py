"""The dateline, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.entities.linking import link_mentions
from builder.annotate.pipeline import find_mentions
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import cases_of, document_of_case, with_dateline

CASES = cases_of("entities_dateline", "dateline")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_dateline_mentions_its_places(case: dict[str, Any]) -> None:
    doc = with_dateline(document_of_case(case["text"]), case["place"], case["region"])
    linked = link_mentions(find_mentions(doc, load_gazetteer()))
    names = {entity.key: entity.name for entity in linked.entities}
    found = [[mention.span.of(doc.text), names[mention.entity or ""]] for mention in linked.dateline]
    assert found == case["mentions"]
    assert all(mention.rule == "dateline" for mention in linked.dateline)
