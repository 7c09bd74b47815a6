"""Ties: which entities appear together, and how closely."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from builder.model.graph import Brief, Tie


def ties_of(briefs: Iterable[Brief]) -> tuple[Tie, ...]:
    """A tie for every two entities of one brief, sorted by their ids."""
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    sentences: dict[tuple[str, str], int] = defaultdict(int)
    for brief in briefs:
        ids = sorted({mention.entity_id for mention in brief.mentions if mention.entity_id is not None})
        for pair in combinations(ids, 2):
            shared[pair].append(brief.slug)
        for together in _by_sentence(brief):
            for pair in combinations(sorted(together), 2):
                sentences[pair] += 1
    return tuple(
        Tie(first, second, tuple(sorted(slugs)), sentences[first, second])
        for (first, second), slugs in sorted(shared.items())
    )


def _by_sentence(brief: Brief) -> Iterable[set[str]]:
    starts = [sentence.start for sentence in brief.sentences]
    found: dict[int, set[str]] = defaultdict(set)
    for mention in brief.mentions:
        if mention.entity_id is not None:
            found[bisect_right(starts, mention.span.start)].add(mention.entity_id)
    return [found[index] for index in sorted(found)]
