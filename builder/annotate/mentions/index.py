"""Index of the mentions of a document: what is known so far, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


class Mentions(Struct, frozen=True):
    """The mentions of a document found so far, with an index from tokens to mentions.

    Attributes:
        doc: the document.
        gazetteer: the places and groups that rules may look up.
        spans: the mentions in the order of the text, without overlaps.
        index_at: for each token of a mention, by ``Token.i``, the index of the mention in ``spans``.
    """

    doc: Document
    gazetteer: Gazetteer
    spans: tuple[MentionSpan, ...] = ()
    index_at: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index_at = {
            i: mention_i
            for mention_i, mention in enumerate(self.spans)
            for i in range(mention.first, mention.last)
        }
        force_setattr(self, "index_at", index_at)

    def __iter__(self) -> Iterator[MentionSpan]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def at(self, i: int) -> MentionSpan | None:
        """Return the mention that contains the token with index ``i``; None if none does."""
        mention_i = self.index_at.get(i)
        return self.spans[mention_i] if mention_i is not None else None

    def is_taken(self, i: int) -> bool:
        """Return True if a mention contains the token with index ``i``."""
        return i in self.index_at

    def is_free(self, first: int, last: int) -> bool:
        """Return True if no mention contains any of the tokens ``first`` up to, not including, ``last``."""
        return self.index_at.keys().isdisjoint(range(first, last))

    def overlapping(self, span: Span) -> tuple[MentionSpan, ...]:
        """Return the mentions that overlap a span of the text, in order."""
        return tuple(mention for mention in self.spans if mention.span.overlaps(span))

    def adding(self, mentions: Iterable[MentionSpan]) -> Mentions:
        """Return the mentions with further ones; ``without_overlap`` decides which of two that overlap remains."""
        return self.replaced([*self.spans, *mentions])

    def replaced(self, mentions: Iterable[MentionSpan]) -> Mentions:
        """Return an index of other mentions of the same document, without overlaps."""
        return replace(self, spans=tuple(without_overlap(mentions)))


def without_overlap(mentions: Iterable[MentionSpan]) -> list[MentionSpan]:
    """Return the mentions in the order of the text, without overlaps.

    Of mentions that overlap, the longest remains; of equally long ones the one with the highest confidence, then the
    first in the text.
    """
    found = sorted(mentions, key=attrgetter("first"))
    if all(first.last <= second.first for first, second in pairwise(found)):
        return found  # Most rules return no overlaps.
    taken: set[int] = set()
    kept = []
    for mention in sorted(found, key=_longest_first):
        indices = range(mention.first, mention.last)
        if taken.isdisjoint(indices):
            taken.update(indices)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.first)


def _longest_first(mention: MentionSpan) -> tuple[int, float, int]:
    return mention.first - mention.last, -mention.confidence, mention.first
