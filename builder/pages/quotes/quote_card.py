"""Cards of quotes: single ones outside their articles."""

from __future__ import annotations

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import Utterance
from builder.edition.quote_lines import quote_line
from builder.edition.view import View
from builder.pages.links import BriefLink, brief_link, entity_link
from builder.pages.quotes.credited_words import CreditedWords, credited_words


class QuoteCard(Struct, frozen=True):
    """One quote outside its article.

    Attributes:
        said: its words, and who said them.
        brief: the brief that has it.
        url: leads to the very words.
        permalink: leads to the quote in the quote index.
    """

    said: CreditedWords
    brief: BriefLink
    url: str
    permalink: str


def quote_card(view: View, from_path: str, said: Utterance) -> QuoteCard:
    """Return a quote as a page shows it."""
    quote, brief = said.quote, brief_link(view, said.source.head, from_path)
    index_path = view.quote_path(brief.slug, quote.id)
    return QuoteCard(
        said=credited_words(
            view,
            quote_line(said),
            tuple(entity_link(view, from_path, key) for key in quote.speaker_ids),
        ),
        brief=brief,
        url=urls.url_at(brief.url, quote.id),
        permalink=urls.relative_url(from_path, index_path, urls.quote_index_anchor(brief.slug, quote.id)),
    )
