"""The parts of briefs that the site's lists are made of: what they need to know of the words, without the texts."""

from __future__ import annotations

from msgspec import Struct

from builder.codec import Codec
from builder.edition.brief_texts import BriefText
from builder.edition.derivations import Derivation
from builder.edition.quote_weights import card_weight
from builder.edition.timeline_parts import DatedEntry, dated_entries
from builder.model.span import Span


class BriefParts(Struct, frozen=True, array_like=True):
    """What the site's lists need to know of the words of a brief.

    Attributes:
        path: the seed of its article.
        published: the spans of the paragraphs that the site shows, in order.
        weights: about how many bytes each of its quotes has on a page.
        dated: its entries of the timeline.
    """

    path: str
    published: tuple[Span, ...]
    weights: tuple[int, ...]
    dated: tuple[DatedEntry, ...]

    def shows(self, start: int) -> bool:
        """Return True if the words that begin at a place of the text are in a paragraph that the site shows."""
        return any(span.start <= start < span.end for span in self.published)


def parts_of(source: BriefText) -> BriefParts:
    """Return what the site's lists need to know of the words of a brief."""
    return BriefParts(
        path=source.article.path,
        published=tuple(paragraph.span for paragraph in source.published),
        weights=tuple(card_weight(source, quote) for quote in source.brief.quotes),
        dated=tuple(dated_entries(source)),
    )


BRIEF_PARTS = Derivation(parts_of, Codec(BriefParts))
