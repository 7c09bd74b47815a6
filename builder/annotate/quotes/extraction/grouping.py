"""Grouping: the quoted regions of one utterance of one speaker become one quote."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.extraction.scare_quotes import JudgedRegion
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.annotate.quotes.quoted_text import QuotedRegion, unmarked_neighbor

_OPENERS = frozenset((",", ":", "—", "–", "-", ".", "!", "?", "…", ";", "("))

_LIKELY = 0.8
"""Probability from which the name beside a region is its speaker."""


def group_regions(judged: Sequence[JudgedRegion]) -> tuple[tuple[JudgedRegion, ...], ...]:
    """Return the regions in groups, in order; each group is one utterance, even if a cue or a paragraph divides it.

    Args:
        judged: the regions that are quotations.
    """
    groups: list[list[JudgedRegion]] = []
    for one in judged:
        last = groups[-1][-1] if groups else None
        if last is not None and (runs_on(last, one) or _is_interrupted(last, one)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(tuple(group) for group in groups)


def is_fragment(region: QuotedRegion) -> bool:
    """Return True if a region is part of the writer's own sentence: “a disaster”, not “It is a disaster.”"""
    before = unmarked_neighbor(region.tokens[0], -1)
    first = region.text[0]
    if before is None or before.sentence_i != region.tokens[0].sentence_i:
        return False
    if before.text in _OPENERS:
        return first.islower() and before.text not in (":", "—", "–")
    return not (first.isupper() and before.pos == "VERB" and cue_strength(before) > 0)


def runs_on(earlier: JudgedRegion, later: JudgedRegion) -> bool:
    """Return True if an utterance continues in the next paragraph: its mark is left open, and a new one follows."""
    region = later.ranking.region
    if not region.continues(earlier.ranking.region):
        return False
    # A label at the front of the region begins the turn of another speaker.
    speaker = later.ranking.candidate
    return speaker is None or not (region.contains(speaker.head) or _has_own_name(earlier, later))


def _has_own_name(earlier: JudgedRegion, later: JudgedRegion) -> bool:
    """Return True if a name right after a region, or after its first words, is not that of the speaker before.

    A mark that its writer forgot to close: “It is rotten,” Roe said. “It will fall. ¶ “It is sound,” said Vale.
    """
    before, after = earlier.ranking.candidate, later.ranking.candidate
    if before is None or after is None or before.mention_i is None or after.mention_i is None:
        return False
    region = later.ranking.region
    is_beside = region.last <= after.first and after.head.sentence_i == region.tokens[-1].sentence_i
    is_named = is_beside and later.ranking.probability >= _LIKELY
    return is_named and {token.text for token in before.tokens}.isdisjoint(
        token.text for token in after.tokens
    )


def _is_interrupted(earlier: JudgedRegion, later: JudgedRegion) -> bool:
    """Return True if words of the writer interrupt an utterance: “A,” she said, “b.” and “A,” she said. “B.”"""
    one, two = earlier.ranking.region, later.ranking.region
    source, next_source = earlier.ranking.candidate, later.ranking.candidate
    if one.paragraph != two.paragraph or source is None or next_source is None:
        return False
    if source.head is not next_source.head or is_fragment(one):
        return False
    gap = [token for token in one.doc.tokens[one.last : two.first] if token.text not in MARK_TOKENS]
    if not gap:
        return True
    source_between = one.last <= source.head.i < two.first
    last = gap[-1]
    if last.text in (".", "!", "?"):
        return source_between and not is_fragment(two)
    verbs = [token for token in gap if token.pos == "VERB"]
    return source_between and last.text in (",", ";", "—", "–", ":") and len(verbs) <= 1
