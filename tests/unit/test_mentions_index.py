"""Index of mentions: which mention contains a token, and which mentions remain of those that overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.rule import Rule, adds, apply_rules, rewrites, trace_rules
from builder.model.annotations import EntityType, Origin
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
DOC = document_of("Ana Roe met the Lowmoor Harbor Board in Oslo.")
ANA, BOARD, OSLO = (
    name_of(DOC, "Ana Roe", PERSON),
    name_of(DOC, "Lowmoor Harbor Board", ORGANIZATION),
    name_of(DOC, "Oslo", PLACE),
)
LOWMOOR = name_of(DOC, "Lowmoor", PLACE)


def test_tokens_lead_to_their_mention() -> None:
    mentions = mentions_of(DOC, ANA, BOARD)
    assert [mentions.at(i) for i in (0, 1, 2, 4, 6, 8)] == [ANA, ANA, None, BOARD, BOARD, None]
    assert [i for i in range(len(DOC.tokens)) if mentions.is_taken(i)] == [0, 1, 4, 5, 6]


@pytest.mark.parametrize(
    ("first", "last", "expected"), [(2, 4, True), (2, 5, False), (6, 9, False), (7, 10, True)]
)
def test_free_tokens_are_in_no_mention(first: int, last: int, expected: bool) -> None:  # noqa: FBT001
    assert mentions_of(DOC, ANA, BOARD).is_free(first, last) is expected


def test_added_mentions_are_in_the_order_of_the_text() -> None:
    assert mentions_of(DOC, BOARD).adding([OSLO, ANA]).spans == (ANA, BOARD, OSLO)


def test_replaced_mentions_leave_no_trace_of_the_old_ones() -> None:
    replaced = mentions_of(DOC, ANA, BOARD).replaced([OSLO])
    assert replaced.spans == (OSLO,)
    assert not replaced.is_taken(0)


def test_longest_of_overlapping_mentions_remains() -> None:
    assert without_overlap([LOWMOOR, BOARD]) == [BOARD]
    sure = replace(LOWMOOR, confidence=1.0)
    assert without_overlap([sure, BOARD]) == [BOARD]


def test_most_confident_of_equally_long_mentions_remains() -> None:
    sure = replace(LOWMOOR, type=PERSON, confidence=0.9)
    assert without_overlap([LOWMOOR, sure]) == [sure]


def test_first_of_equal_overlapping_mentions_remains() -> None:
    first, second = replace(BOARD, last=BOARD.last - 1), replace(BOARD, first=BOARD.first + 1)
    assert without_overlap([second, first]) == [first]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4), st.sampled_from([0.5, 0.8]))))
def test_remaining_mentions_never_overlap(drawn: list[tuple[int, int, float]]) -> None:
    spans = [
        MentionSpan(DOC, first, min(first + length, 10), PERSON, Origin.RULE, "", confidence)
        for first, length, confidence in drawn
    ]
    kept = without_overlap(spans)
    assert all(one.last <= other.first for one, other in pairwise(kept))
    taken = {i for span in kept for i in range(span.first, span.last)}
    assert all(not taken.isdisjoint(range(span.first, span.last)) for span in spans)


RULES: tuple[Rule, ...] = (
    adds("oslo", lambda _: [OSLO], "adds Oslo"),
    adds("lowmoor", lambda _: [LOWMOOR], "adds Lowmoor, which the board contains"),
    rewrites("places", lambda mentions: [one for one in mentions if one.type is PLACE], "keeps places"),
)


def test_rules_are_applied_in_order() -> None:
    assert apply_rules(RULES, mentions_of(DOC, ANA, BOARD)).spans == (OSLO,)
    assert apply_rules(RULES[::-1], mentions_of(DOC, ANA, BOARD)).spans == (LOWMOOR, OSLO)


def test_trace_has_the_mentions_before_and_after_each_rule() -> None:
    rows = list(trace_rules(RULES, mentions_of(DOC, ANA, BOARD)))
    assert [(row.name, before.spans, after.spans) for row, before, after in rows] == [
        ("oslo", (ANA, BOARD), (ANA, BOARD, OSLO)),
        ("lowmoor", (ANA, BOARD, OSLO), (ANA, BOARD, OSLO)),
        ("places", (ANA, BOARD, OSLO), (OSLO,)),
    ]


def test_mention_has_its_neighbors() -> None:
    assert ANA.previous is None
    assert ANA.next is DOC.tokens[2]
    assert BOARD.previous is DOC.tokens[3]
    end = document_of("Ana Roe")
    assert name_of(end, "Roe", PERSON).next is None
