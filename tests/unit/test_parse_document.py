"""Parsed documents and their tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.span import Span
from tests.support.parsed import document_of

TEXT = "Ana Roe sold the old boat. She wept.\n\nNobody else did."
#        0   1   2    3   4   5   6 7   8   9  10     11   12 13
HEADS = {0: 1, 1: 2, 3: 5, 4: 5, 5: 2, 6: 2, 7: 8, 9: 8, 10: 12, 11: 10, 13: 12}
DOC = document_of(TEXT, heads=HEADS)


def words(tokens: tuple[int, ...]) -> list[str]:
    return [DOC.tokens[i].text for i in tokens]


def test_sentences_have_their_tokens_and_their_span() -> None:
    assert [[token.text for token in sentence.tokens] for sentence in DOC.sentences] == [
        ["Ana", "Roe", "sold", "the", "old", "boat", "."],
        ["She", "wept", "."],
        ["Nobody", "else", "did", "."],
    ]
    assert [sentence.span.of(TEXT) for sentence in DOC.sentences] == [
        "Ana Roe sold the old boat.",
        "She wept.",
        "Nobody else did.",
    ]


def test_span_of_a_token_has_its_text() -> None:
    assert all(token.span.of(DOC.text) == token.text for token in DOC.tokens)


@pytest.mark.parametrize(
    ("i", "paragraph", "start"), [(0, 0, 0), (6, 0, 0), (8, 0, 0), (10, 1, 10), (13, 1, 10)]
)
def test_token_has_its_paragraph(i: int, paragraph: int, start: int) -> None:
    token = DOC.tokens[i]
    assert token.paragraph == paragraph
    assert DOC.paragraph_start(token) == start


def test_children_are_the_direct_dependents_in_order() -> None:
    sold = DOC.tokens[2]
    assert [token.text for token in sold.children] == ["Roe", "boat", "."]
    assert DOC.tokens[0].children == ()


def test_subtree_has_the_token_and_all_its_dependents_in_order() -> None:
    assert [token.text for token in DOC.tokens[2].subtree] == words(tuple(range(7)))
    assert [token.text for token in DOC.tokens[5].subtree] == ["the", "old", "boat"]
    assert [token.text for token in DOC.tokens[3].subtree] == ["the"]


def test_ancestors_end_at_the_root_of_the_sentence() -> None:
    assert [token.text for token in DOC.tokens[4].ancestors] == ["boat", "sold"]
    assert list(DOC.tokens[2].ancestors) == []


@settings(deadline=None)
@given(st.data())
def test_tokens_in_a_span_are_those_that_overlap_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT)))
    span = Span(start, data.draw(st.integers(start, len(TEXT))))
    naive = [token for token in DOC.tokens if token.end > span.start and token.start < span.end]
    assert list(DOC.tokens_in(span)) == naive


def test_neighbors_are_those_in_the_document() -> None:
    assert DOC.tokens[0].previous is None
    assert DOC.tokens[0].next is DOC.tokens[1]
    assert DOC.tokens[10].previous is DOC.tokens[9], "in another paragraph"
    assert DOC.tokens[13].next is None


def test_attached_token_has_no_space_before_it() -> None:
    assert [token.text for token in DOC.tokens if token.is_attached] == [".", ".", "."]
