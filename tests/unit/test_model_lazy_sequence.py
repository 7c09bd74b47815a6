"""Sequences that are loaded when one of their values is looked up."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest

from builder.model.lazy_sequence import LazySequence


def test_a_sequence_is_loaded_when_it_is_looked_at() -> None:
    loaded: list[int] = []

    def load() -> tuple[int, ...]:
        loaded.append(1)
        return (1, 2, 3)

    found = LazySequence(load)
    assert not loaded
    assert list(found) == [1, 2, 3]
    assert loaded


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda found: found[1], 2),
        (lambda found: found[1:], (2, 3)),
        (len, 3),
        (lambda found: 3 in found, True),
        (lambda found: tuple(reversed(found)), (3, 2, 1)),
        (lambda found: found == (1, 2, 3), True),
        (lambda found: operator.eq((1, 2, 3), found), True),
        (lambda found: found == LazySequence(lambda: (1, 2)), False),
        (lambda found: found == {1, 2, 3}, False),
    ],
)
def test_a_sequence_is_like_its_values(ask: Callable[[LazySequence[int]], object], answer: object) -> None:
    assert ask(LazySequence(lambda: (1, 2, 3))) == answer
