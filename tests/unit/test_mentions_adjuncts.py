"""Adjuncts of time and place at the end of names."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.adjuncts import without_adjunct
from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_adjuncts", "adjuncts")


def tokens_of(doc: Document, words: str) -> tuple[Token, ...]:
    start = doc.text.index(words)
    return tuple(token for token in doc.tokens if start <= token.start < start + len(words))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_adjunct_is_no_part_of_a_name(case: dict[str, Any]) -> None:
    doc = document_of_case(case["text"])
    kind = EntityType.EVENT if case.get("event") else EntityType.ORGANIZATION
    for words, expected in case["trims"].items():
        kept = without_adjunct(tokens_of(doc, words), kind)
        assert doc.text[kept[0].start : kept[-1].end] == expected
