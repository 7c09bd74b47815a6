"""The reverse indexes that resolution looks up, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.resolution.context import speaker_context
from tests.support.speaker_cases import context_of_case, token_at
from tests.support.stored_parses import cases_of, linked_of_case

SURNAMES = cases_of("quotes_context", "surnames")
ROLE_HEADS = cases_of("quotes_context", "role_heads")
SPEAKERS = cases_of("quotes_context", "speakers")
NARRATION = cases_of("quotes_context", "narration")


@pytest.mark.parametrize("case", SURNAMES, ids=[case["id"] for case in SURNAMES])
def test_persons_by_surname(case: dict[str, Any]) -> None:
    assert context_of_case(case["text"]).surnames == case["surnames"]


@pytest.mark.parametrize("case", ROLE_HEADS, ids=[case["id"] for case in ROLE_HEADS])
def test_persons_by_the_head_of_their_role(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    found = {context.doc.tokens[i].text: key for i, key in context.role_heads.items()}
    assert found == case["role_heads"]


@pytest.mark.parametrize("case", SPEAKERS, ids=[case["id"] for case in SPEAKERS])
def test_entities_that_can_speak(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    found = {word: context.speaker_key_at(token_at(context, word)) for word in case["speakers"]}
    assert found == case["speakers"]


@pytest.mark.parametrize("case", NARRATION, ids=[case["id"] for case in NARRATION])
def test_only_sentences_of_the_writer_count_as_distance(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    second = linked.doc.sentences[1].tokens
    marked = frozenset(token.i for token in second if token.text in case["marked"])
    assert [*speaker_context(linked, marked, ()).narration] == case["narration"]
