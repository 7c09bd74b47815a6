"""Which candidate beside a quoted region names its speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Document
from builder.annotate.quotes.attribution.candidates import Candidate, candidates_of, pool
from builder.annotate.quotes.attribution.features import Surroundings, features, surroundings
from builder.annotate.quotes.extraction.quotation_marks import QuotedRegion


@dataclass(frozen=True, slots=True)
class ScoredSource:
    """The choice for one region.

    Attributes:
        place: the region among the tokens.
        candidate: the best candidate, or None where there is none at all.
        probability: of its being the speaker, 0..1.
    """

    place: Surroundings
    candidate: Candidate | None
    probability: float


LABEL_PROBABILITY = 0.97
"""How sure the label of a transcript is; too rare in the annotated articles to be learnt there."""


def is_label(place: Surroundings, candidate: Candidate) -> bool:
    """Whether a candidate stands inside the region: only the label of a transcript does."""
    return place.first <= candidate.first and candidate.last <= place.last


def goes_on(doc: Document, regions: Sequence[QuotedRegion], number: int) -> bool:
    """Whether a region goes on with what the paragraph before left open: its mark is set again at the front."""
    if number == 0:
        return False
    earlier, later = regions[number - 1], regions[number]
    if earlier.closed or later.paragraph != earlier.paragraph + 1:
        return False
    return later.outer.start == doc.paragraphs[later.paragraph].span.start


def shares_of(keys: Sequence[str | None]) -> dict[str, float]:
    """Return the share of each entity in the mentions of an article."""
    uses = Counter(key for key in keys if key is not None)
    return {key: number / uses.total() for key, number in uses.items()}


def choose_sources(
    linked: LinkedMentions,
    regions: Sequence[QuotedRegion],
    score: Callable[[Sequence[Sequence[float]]], Sequence[float]],
) -> tuple[ScoredSource, ...]:
    """The best candidate for each region, in order; each choice is a feature of the next."""
    candidates = candidates_of(linked.mentions, regions)
    doc, shares = linked.doc, shares_of(linked.keys)
    chosen: list[ScoredSource] = []
    previous: Candidate | None = None
    previous_paragraph = 0
    for number, region in enumerate(regions):
        place = surroundings(doc, region, previous, region.paragraph - previous_paragraph)
        carried = previous if goes_on(doc, regions, number) else None
        choices = pool(doc, candidates, region, carried)
        if not choices:
            chosen.append(ScoredSource(place, None, 0.0))
            continue
        rows = [features(place, candidate, linked, shares) for candidate in choices]
        probabilities = [
            LABEL_PROBABILITY if is_label(place, candidate) else probability
            for candidate, probability in zip(choices, score(rows), strict=True)
        ]
        best = max(range(len(choices)), key=lambda i: (probabilities[i], -i))
        chosen.append(ScoredSource(place, choices[best], float(probabilities[best])))
        previous, previous_paragraph = choices[best], region.paragraph
    return tuple(chosen)
