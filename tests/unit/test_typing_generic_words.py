"""Generic words on stored parses: types that a word such as "Marathon" or "Act" decides."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.generic_words import type_by_generic_word
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, name_of
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("typing_generic_words", "generic_words")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_generic_word_decides_the_type(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    retyped = [(mention, type_by_generic_word(mention)) for mention in mentions]
    found = {after.text: after.type.value for before, after in retyped if after is not before}
    assert found == case["types"]


def test_the_last_word_does_not_retype_a_person() -> None:
    doc = document_of("They met Ana Act on the pier.")
    mention = name_of(doc, "Ana Act", EntityType.PERSON)
    assert type_by_generic_word(mention) is mention
