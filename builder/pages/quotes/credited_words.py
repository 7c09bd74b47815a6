"""The words of quotes with who is credited with them, as every page prints them."""

from __future__ import annotations

from dataclasses import dataclass

from builder.edition.brief_texts import Utterance
from builder.edition.quote_words import quote_words
from builder.edition.wording import one_line, setting_words
from builder.model.annotations import Origin, QuoteKind
from builder.pages.links import EntityLink, is_uncertain


@dataclass(frozen=True, slots=True)
class CreditedWords:
    """The words of a quote with who said them, and how.

    Attributes:
        words: what was said, as ``quote_words`` returns it.
        speakers: empty if the text names no entity.
        speaker_text: the article's words for another speaker, or None.
        cue: "said", "according to", or None.
        setting: "in Oslo", or None.
        uncertain: True if the annotator is unsure of the speaker.
        confirmed: True if an editor named the speaker.
    """

    words: str
    kind: QuoteKind
    speakers: tuple[EntityLink, ...]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    uncertain: bool
    confirmed: bool


def credited_words(said: Utterance, speakers: tuple[EntityLink, ...]) -> CreditedWords:
    """Return the words of a quote with its speakers, to which links lead."""
    text, quote = said.source.text, said.quote
    return CreditedWords(
        words=quote_words(said),
        kind=quote.kind,
        speakers=speakers,
        speaker_text=quote.speaker_text,
        cue=one_line(quote.cue.of(text)) if quote.cue else None,
        setting=setting_words(quote.setting.of(text)) if quote.setting else None,
        uncertain=is_uncertain(quote),
        confirmed=quote.origin is Origin.EDITOR,
    )
