"""The first mentions that pages of briefs show: where lists lead to, without reading the briefs again."""

from __future__ import annotations

from builder.codec import Codec
from builder.edition.brief_texts import BriefText
from builder.edition.derivations import Derivation
from builder.model.brief import LinkedMention
from builder.pages.links import first_shown

Place = tuple[int, int, int, int, int]
"""The place of a mention: the number that its anchor ends in, the start of its sentence in code points of the text, and
how many code points further the name begins, the name ends and the sentence ends."""

FirstMentions = dict[str, Place]
"""The place of the first mention of each entity that the page of a brief shows, by id."""


def first_mentions(source: BriefText) -> FirstMentions:
    """Return the place of the first mention of each entity that the page of a brief shows, by id."""
    found = {key: first_shown(source, mentions) for key, mentions in source.entities.items()}
    return {key: _place(source, mention) for key, mention in found.items() if mention is not None}


def _place(source: BriefText, mention: LinkedMention) -> Place:
    sentence, name = source.sentence_of(mention.span), mention.span
    number = int(mention.anchor.rpartition("-")[2])
    offsets = (name.start - sentence.start, name.end - sentence.start, sentence.end - sentence.start)
    return number, sentence.start, *offsets


FIRST_MENTIONS: Derivation[FirstMentions] = Derivation(first_mentions, Codec(dict[str, Place]))
