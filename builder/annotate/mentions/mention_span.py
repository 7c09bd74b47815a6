"""A name on its way from the model's guess to a mention."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span

NAMED = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)
"""The types between which the evidence of the article may decide."""

PASSED_OVER = "passed-over"
"""The rule of a name that the model did not mark; what is known later is added to it."""


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """The tokens ``first`` up to, not including, ``last``, and what they are held to name.

    Attributes:
        doc: the document.
        first, last: half-open indices in ``Document.tokens``, ``first < last``.
        type, origin, rule, confidence: as in ``Mention``.
    """

    doc: Document = field(repr=False)
    first: int
    last: int
    type: EntityType
    origin: Origin
    rule: str
    confidence: float

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.doc.tokens[self.first].start, self.doc.tokens[self.last - 1].end)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""
        return self.doc.tokens[self.first : self.last]

    @property
    def text(self) -> str:
        """Its words as the model read them, white space folded."""
        return " ".join(self.span.of(self.doc.reading).split())


def names_between(names: Sequence[MentionSpan], first: int, last: int) -> dict[int, int]:
    """Map the tokens of names from ``first`` up to ``last`` to the index of the name.

    Args:
        names: in order, without overlaps.
        first, last: tokens, half-open.
    """
    start = bisect_right(names, first, key=_end)
    stop = bisect_left(names, last, key=_begin)
    return {i: n for n in range(start, stop) for i in range(names[n].first, names[n].last)}


def _begin(name: MentionSpan) -> int:
    return name.first


def _end(name: MentionSpan) -> int:
    return name.last


def without_overlap(names: list[MentionSpan]) -> list[MentionSpan]:
    """The names in order, each token in one of them: the longer wins, then the surer, then the earlier."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda name: (name.first - name.last, -name.confidence, name.first)):
        indices = range(name.first, name.last)
        if taken.isdisjoint(indices):
            taken.update(indices)
            kept.append(name)
    return sorted(kept, key=lambda name: name.first)
