"""Excerpts of briefs: what the pages of entities show of them, without reading the briefs again.

An entity appears in briefs from all over an archive, which does not fit in memory. An excerpt is a fifth of a brief.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.codec import Codec
from builder.edition.brief_texts import BriefText
from builder.edition.derivations import Derivation
from builder.model.brief import LinkedMention
from builder.model.span import Span
from builder.pages.links import is_uncertain_mention
from builder.pages.quotes.quotable import Rank, quote_ranks

Place = tuple[int, int, int, str, bool]
"""A mention: the number of its sentence, its start and end there in code points, anchor, True if unsure."""


class Excerpts(Struct, frozen=True, array_like=True):
    """What pages of entities show of a brief.

    Attributes:
        sentences: those that name an entity on the page of the brief.
        mentions: by entity, those that the page shows, in the order of the text.
        told: by entity, the dates told in the sentences that name it, each with its anchor.
        ranks: how quotable each quote is, by id; those of unsure speakers are left out.
    """

    sentences: tuple[str, ...]
    mentions: dict[str, tuple[Place, ...]]
    told: dict[str, tuple[tuple[str, str], ...]]
    ranks: dict[str, Rank]


def excerpts_of(source: BriefText) -> Excerpts:
    """Return what pages of entities show of a brief."""
    sentences: dict[Span, int] = {}
    mentions: dict[str, tuple[Place, ...]] = {}
    told: dict[str, tuple[tuple[str, str], ...]] = {}
    for entity_id, found in source.entities.items():
        spans = [(mention, source.sentence_of(mention.span)) for mention in found]
        mentions[entity_id] = tuple(
            _place(mention, span, sentences.setdefault(span, len(sentences)))
            for mention, span in spans
            if source.shows(mention.span)
        )
        dates = _dates_told(source, dict.fromkeys(span for _, span in spans))
        if dates:
            told[entity_id] = dates
    texts = tuple(span.of(source.text) for span in sentences)
    return Excerpts(texts, mentions, told, quote_ranks(source))


def _place(mention: LinkedMention, sentence: Span, number: int) -> Place:
    start, end = mention.span.start - sentence.start, mention.span.end - sentence.start
    return number, start, end, mention.anchor, is_uncertain_mention(mention)


def _dates_told(source: BriefText, sentences: Iterable[Span]) -> tuple[tuple[str, str], ...]:
    """Return the dates of some sentences with their anchors."""
    dated = source.dated
    found = (mention for sentence in sentences for mention in dated.get(sentence, ())) if dated else ()
    return tuple((mention.value or "", mention.anchor) for mention in found)


EXCERPTS = Derivation(excerpts_of, Codec(Excerpts))
