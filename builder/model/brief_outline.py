"""Outlines of briefs: what the lists of a site need to know of each, so that an archive need not fit in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from msgspec import Struct

from builder.model.annotations import EntityType, Origin
from builder.model.brief import Brief, LinkedNote
from builder.model.editorial import Correction, Picture
from builder.model.lazy_mapping import LazyMapping


class QuoteOutline(Struct, frozen=True, array_like=True):
    """What the site's lists need to know of a quote; fields as in ``LinkedQuote``."""

    id: str
    speaker_ids: tuple[str, ...]
    speaker_text: str | None
    about_ids: tuple[str, ...]


class BriefOutline(Struct, frozen=True, array_like=True):
    """What the site's lists need to know of a brief; other fields as in ``Brief``.

    Attributes:
        entity_ids: of everyone and everything that it mentions, or credits with a quote or a term, in that order.
        named: the ids of the entities that it mentions, in the order of the text, each with the number of mentions.
        persons: the ids of those that it mentions as persons, sorted.
        coined: the place of each term among its mentions, with the ids of those who coined it.
        described: the words for speakers of its quotes who are not entities of the site, each once.
        origins: who marked its mentions and quotes.
        is_corrected: True if an editor removed automatic annotations.
    """

    slug: str
    seed_id: str
    headline: str
    date: str | None
    entity_ids: tuple[str, ...]
    named: tuple[tuple[str, int], ...]
    persons: tuple[str, ...]
    quotes: tuple[QuoteOutline, ...]
    coined: tuple[tuple[int, tuple[str, ...]], ...]
    described: tuple[str, ...]
    origins: frozenset[Origin]
    is_corrected: bool
    notes: tuple[LinkedNote, ...]
    corrections: tuple[Correction, ...]
    changed: str | None
    pictures: tuple[Picture, ...] = ()
    language: str | None = None
    headline_language: str | None = None
    is_annotated: bool = True


def outline_of(brief: Brief) -> BriefOutline:
    """Return what the site's lists need to know of a brief."""
    counts = Counter(mention.entity_id for mention in brief.mentions if mention.entity_id is not None)
    persons = {
        mention.entity_id
        for mention in brief.mentions
        if mention.type is EntityType.PERSON and mention.entity_id is not None
    }
    described = (quote.speaker_text for quote in brief.quotes if not quote.speaker_ids)
    origins = (*(one.origin for one in brief.mentions), *(one.origin for one in brief.quotes))
    return BriefOutline(
        slug=brief.slug,
        seed_id=brief.seed_id,
        headline=brief.headline,
        date=brief.date,
        entity_ids=brief.entity_ids,
        named=tuple(counts.items()),
        persons=tuple(sorted(persons)),
        quotes=tuple(
            QuoteOutline(quote.id, quote.speaker_ids, quote.speaker_text, quote.about_ids)
            for quote in brief.quotes
        ),
        coined=tuple(
            (mention_i, mention.coiner_ids)
            for mention_i, mention in enumerate(brief.mentions)
            if mention.coiner_ids
        ),
        described=tuple(dict.fromkeys(words for words in described if words is not None)),
        origins=frozenset(origins),
        is_corrected=bool(brief.removed_mentions or brief.removed_quotes),
        notes=brief.notes,
        corrections=brief.corrections,
        pictures=brief.pictures,
        changed=brief.changed,
        language=brief.language,
        headline_language=brief.headline_language,
        is_annotated=brief.is_annotated,
    )


class OutlinedBriefs(LazyMapping[str, Brief]):
    """Briefs that are loaded when they are looked up, with outlines that are known before.

    Args:
        outlines: of the briefs, by slug, in their order.
        load: returns the brief of a slug.
    """

    def __init__(self, outlines: Mapping[str, BriefOutline], load: Callable[[str], Brief]) -> None:
        super().__init__(outlines, load)
        self.outlines = outlines
