"""Quotes as lists show them: their words, who said them, and how."""

from __future__ import annotations

from msgspec import Struct

from builder.codec import Codec
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.derivations import Derivation
from builder.edition.quote_words import quote_words
from builder.edition.wording import one_line, setting_words
from builder.model.annotations import Origin, QuoteKind


class QuoteLine(Struct, frozen=True, array_like=True):
    """A quote as lists show it.

    Attributes:
        words: what was said, as ``quote_words`` returns it.
        speaker_ids: empty if the text names no entity.
        speaker_text: the article's words for another speaker, or None.
        cue: "said", "according to", or None.
        setting: "in Oslo", or None.
        confidence: 0..1, how sure the annotator is of the speaker.
        confirmed: True if an editor named the speaker.
        author: who wrote or published the article, if it says so.
        language: the tag of the article's language, if it is known.
    """

    words: str
    kind: QuoteKind
    speaker_ids: tuple[str, ...]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    confidence: float
    confirmed: bool
    author: str | None
    language: str | None


def quote_line(said: Utterance) -> QuoteLine:
    """Return a quote as lists show it."""
    text, quote, brief = said.source.text, said.quote, said.source.brief
    return QuoteLine(
        words=quote_words(said),
        kind=quote.kind,
        speaker_ids=quote.speaker_ids,
        speaker_text=quote.speaker_text,
        cue=one_line(quote.cue.of(text)) if quote.cue else None,
        setting=setting_words(quote.setting.of(text)) if quote.setting else None,
        confidence=quote.confidence,
        confirmed=quote.origin is Origin.EDITOR,
        author=brief.author,
        language=brief.language,
    )


def lines_of(source: BriefText) -> dict[str, QuoteLine]:
    """Return the quotes of a brief as lists show them, by id."""
    return {quote.id: quote_line(Utterance(source, quote)) for quote in source.brief.quotes}


QUOTE_LINES = Derivation(lines_of, Codec(dict[str, QuoteLine]))
