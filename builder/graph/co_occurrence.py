"""Co-occurrence of entities: ties between those that share a brief or a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from builder.model.graph import Brief, Tie


def ties_of(briefs: Iterable[Brief]) -> tuple[Tie, ...]:
    """Return a tie for every two entities of one brief, sorted by their ids."""
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    sentences: dict[tuple[str, str], int] = defaultdict(int)
    for brief in briefs:
        ids = sorted({mention.entity_id for mention in brief.mentions if mention.entity_id is not None})
        for pair in combinations(ids, 2):
            shared[pair].append(brief.slug)
        for together in _entities_by_sentence(brief):
            for pair in combinations(sorted(together), 2):
                sentences[pair] += 1
    return tuple(
        Tie(first, second, tuple(sorted(slugs)), sentences[first, second])
        for (first, second), slugs in sorted(shared.items())
    )


def _entities_by_sentence(brief: Brief) -> Iterable[set[str]]:
    """Return the entity ids of each sentence that mentions one, in the order of the text."""
    starts = [sentence.start for sentence in brief.sentences]
    found: dict[int, set[str]] = defaultdict(set)
    for mention in brief.mentions:
        if mention.entity_id is not None:
            found[bisect_right(starts, mention.span.start)].add(mention.entity_id)
    return [found[index] for index in sorted(found)]
