"""The words of quotes with who is credited with them, as every page prints them."""

from __future__ import annotations

from msgspec import Struct

from builder.edition.quote_lines import QuoteLine
from builder.edition.view import View
from builder.model.annotations import QuoteKind
from builder.pages.links import EntityLink, is_uncertain


class CreditedWords(Struct, frozen=True):
    """The words of a quote with who said them, and how.

    Attributes:
        words: what was said, as ``quote_words`` returns it, in the quotation marks of the site.
        speakers: empty if the text names no entity.
        speaker_text: the article's words for another speaker, or None.
        cue: "said", "according to", or None.
        setting: "in Oslo", or None.
        uncertain: True if the annotator is unsure of the speaker.
        confirmed: True if an editor named the speaker.
        language: the tag of the language of the article's words; None if it is the site's.
    """

    words: str
    kind: QuoteKind
    speakers: tuple[EntityLink, ...]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    uncertain: bool
    confirmed: bool
    language: str | None


def credited_words(view: View, quote: QuoteLine, speakers: tuple[EntityLink, ...]) -> CreditedWords:
    """Return the words of a quote with its speakers, to which links lead."""
    return CreditedWords(
        words=view.interface.quoted(quote.words),
        kind=quote.kind,
        speakers=speakers,
        speaker_text=quote.speaker_text,
        cue=quote.cue,
        setting=quote.setting,
        uncertain=is_uncertain(quote),
        confirmed=quote.confirmed,
        language=view.foreign(quote.language),
    )
