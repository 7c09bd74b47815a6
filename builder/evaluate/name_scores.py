"""Scores of names: found, with the right edges, with the right type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.evaluate.gold import GoldArticle, GoldMention
from builder.evaluate.predict import TYPES
from builder.evaluate.rates import Rate
from builder.model.graph import Brief, LinkedMention

CORE = ("PERSON", "PLACE", "ORG")


@dataclass(frozen=True, slots=True)
class NameScores:
    """Counts of one article or of several.

    Attributes:
        overlap: names of which a part was found, whatever their type.
        exact: names with exactly their edges.
        typed: persons, places and organisations found as such.
    """

    overlap: Rate = field(default_factory=Rate)
    exact: Rate = field(default_factory=Rate)
    typed: Rate = field(default_factory=Rate)

    def __add__(self, other: NameScores) -> NameScores:
        return NameScores(self.overlap + other.overlap, self.exact + other.exact, self.typed + other.typed)


def score_names(one: GoldArticle, brief: Brief | None) -> NameScores:
    """The counts of one article. Of a partly annotated one only what was found counts, not what was too much."""
    gold = one.mentions or ()
    found = [mention for mention in (brief.mentions if brief is not None else ()) if mention.type in TYPES]
    pairs = _pairs(gold, found)
    optional = {p for g, p in pairs if gold[g].optional}
    asked = [mention for mention in gold if not mention.optional]
    pairs = [(g, p) for g, p in pairs if p not in optional]
    exact = sum(gold[g].span == found[p].span for g, p in pairs)
    typed = [(g, p) for g, p in pairs if gold[g].type in CORE and gold[g].type == TYPES[found[p].type]]
    claimed = [p for p in range(len(found)) if p not in optional]
    core = [p for p in claimed if TYPES[found[p].type] in CORE]
    return NameScores(
        overlap=Rate(len(pairs), len(pairs) if one.partial else len(claimed), len(asked)),
        exact=Rate(exact, exact if one.partial else len(claimed), len(asked)),
        typed=Rate(
            len(typed),
            len(typed) if one.partial else len(core),
            sum(mention.type in CORE for mention in asked),
        ),
    )


def _pairs(gold: Sequence[GoldMention], found: Sequence[LinkedMention]) -> list[tuple[int, int]]:
    """Pairs that overlap, one to one: identical spans first, then by overlap, then by equal type."""
    options = []
    for g, one in enumerate(gold):
        for p, other in enumerate(found):
            shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
            if shared > 0:
                union = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
                differs = one.type != TYPES[other.type]
                options.append((-shared / union, differs, one.optional, g, p))
    pairs: list[tuple[int, int]] = []
    for *_, g, p in sorted(options):
        if all(g != first and p != second for first, second in pairs):
            pairs.append((g, p))
    return pairs
