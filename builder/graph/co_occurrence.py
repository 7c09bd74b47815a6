"""Co-occurrence of entities: ties between those that share a brief or a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from builder.codec import Codec
from builder.model.brief import Brief
from builder.model.graph import Tie


class Together(Struct, frozen=True, array_like=True):
    """The entities that a brief mentions together.

    Attributes:
        entity_ids: of all that it mentions, sorted.
        by_sentence: of those that each sentence mentions, sorted, if there are several.
    """

    entity_ids: tuple[str, ...]
    by_sentence: tuple[tuple[str, ...], ...]


_TOGETHER = Codec(dict[str, Together])


def together_in(brief: Brief) -> Together:
    """Return the entities that a brief mentions together."""
    starts = [sentence.start for sentence in brief.sentences]
    found: dict[int, set[str]] = defaultdict(set)
    for mention in brief.mentions:
        if mention.entity_id is not None:
            found[bisect_right(starts, mention.span.start)].add(mention.entity_id)
    return Together(
        tuple(sorted(set[str]().union(*found.values()))),
        tuple(tuple(sorted(found[index])) for index in sorted(found) if len(found[index]) > 1),
    )


def key_of_ties(briefs: Mapping[str, Together]) -> str:
    """Return a digest of all that the ties of a site depend on: most edits leave them as they are.

    Args:
        briefs: what each brief mentions together, by slug.
    """
    return _TOGETHER.digest(dict(briefs))


def ties_of(briefs: Mapping[str, Together]) -> tuple[Tie, ...]:
    """Return a tie for every two entities of one brief, sorted by their ids.

    Args:
        briefs: what each brief mentions together, by slug.
    """
    together = briefs.values()
    shared = _counted(one.entity_ids for one in together)
    sentences = _counted(ids for one in together for ids in one.by_sentence)
    return tuple(
        Tie(first, second, number, sentences[first][second])
        for first, seconds in sorted(shared.items())
        for second, number in sorted(seconds.items())
    )


def _counted(groups: Iterable[tuple[str, ...]]) -> dict[str, Counter[str]]:
    """Return how many groups have each pair, by its first id and its second one.

    Args:
        groups: ids, each group sorted.
    """
    # 10,000 briefs have half a million pairs: with a tuple for each of them they took twice the memory.
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for ids in groups:
        for i, first in enumerate(ids):
            found[first].update(ids[i + 1 :])
    return found
