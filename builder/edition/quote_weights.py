"""The weight of quotes on a page of the quote index, by which they are divided among pages."""

from __future__ import annotations

from builder.edition.brief_texts import BriefText
from builder.model.brief import LinkedQuote

GROUP_WEIGHT = 400
CARD_WEIGHT = 900
"""Bytes of a speaker's heading, and of a quote beside its own words: generous, so that no page is heavier."""


def card_weight(source: BriefText, quote: LinkedQuote) -> int:
    """Return about how many bytes a quote has on a page."""
    words = sum(len(span.of(source.text).encode("utf-8", "replace")) for span in quote.content)
    headline, slug = source.brief.headline, source.brief.slug
    apparatus = len(headline.encode("utf-8", "replace")) + 4 * len(slug.encode("utf-8", "replace"))
    return CARD_WEIGHT + words + apparatus
