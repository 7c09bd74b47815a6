"""Names that sign quotations, found if no mention covers them."""

from __future__ import annotations

from typing import Any

from builder.annotate.mentions.signature_names import find_signatures
from builder.model.annotations import EntityType
from tests.support.parsed import mentions_of
from tests.support.rule_cases import parametrize_cases
from tests.support.stored_parses import document_of_case, mentions_of_case


@parametrize_cases("mentions_signature_names", "signatures")
def test_names_after_a_quotation_are_persons(case: dict[str, Any]) -> None:
    found = tuple(find_signatures(mentions_of(document_of_case(case["text"]))))
    assert [mention.text for mention in found] == case["names"]
    assert all(mention.type is EntityType.PERSON for mention in found)


def test_mention_that_is_known_is_not_found_again() -> None:
    assert not tuple(find_signatures(mentions_of_case("“The pier floats.” ― Ana Carden Roe")))
