"""Scores of names: found, with the right boundaries, with the right type."""

from __future__ import annotations

from msgspec import Struct, field

from builder.evaluate.gold import CORE_TYPES
from builder.evaluate.metrics import PrecisionRecall, Score
from builder.evaluate.name_alignment import AlignedNames


class NameScores(Struct, frozen=True):
    """Counts of one article or of several.

    Attributes:
        overlap: names of which at least a part was found, with any type.
        exact: names found with exactly the right boundaries.
        typed: persons, places and organizations found with the right type.
    """

    overlap: PrecisionRecall = field(default_factory=PrecisionRecall)
    exact: PrecisionRecall = field(default_factory=PrecisionRecall)
    typed: PrecisionRecall = field(default_factory=PrecisionRecall)

    def __add__(self, other: NameScores) -> NameScores:
        return NameScores(self.overlap + other.overlap, self.exact + other.exact, self.typed + other.typed)

    def named(self) -> dict[str, Score]:
        """Return the scores by the names under which reports show them."""
        return {"names, overlap": self.overlap, "names, exact": self.exact, "names, typed": self.typed}


def score_names(aligned: AlignedNames) -> NameScores:
    """Count one article. In a partly annotated one, spurious names do not count."""
    pairs = [(name.gold, name.found) for name in aligned.scored if name.found is not None]
    exact = sum(gold.span == found.mention.span for gold, found in pairs)
    typed = sum(gold.type in CORE_TYPES and gold.type == found.type for gold, found in pairs)
    claimed = [*(found for _, found in pairs), *aligned.spurious]
    core = sum(found.type in CORE_TYPES for found in claimed)
    scored_core = sum(name.gold.type in CORE_TYPES for name in aligned.scored)
    partial = aligned.partial
    return NameScores(
        overlap=_rate(len(pairs), len(claimed), len(aligned.scored), partial=partial),
        exact=_rate(exact, len(claimed), len(aligned.scored), partial=partial),
        typed=_rate(typed, core, scored_core, partial=partial),
    )


def _rate(right: int, predicted: int, gold: int, *, partial: bool) -> PrecisionRecall:
    return (
        PrecisionRecall(right, 0, gold, unjudged=right)
        if partial
        else PrecisionRecall(right, predicted, gold)
    )
