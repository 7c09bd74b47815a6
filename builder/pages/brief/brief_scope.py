"""The scope of a brief's page: the brief, and what several parts of its page show of its entities and quotes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.entity_heads import EntityHead
from builder.edition.quote_lines import QUOTE_LINES, QuoteLine
from builder.edition.view import View
from builder.model.brief import LinkedQuote
from builder.pages.links import EntityLink, link_to
from builder.pages.quotes.credited_words import CreditedWords, credited_words
from builder.pages.quotes.quotable import key_quotes


class BriefQuote(Struct, frozen=True):
    """A quote on the page of its brief.

    Attributes:
        id: its anchor in the list of quotes if the text does not show it, else None.
        url: leads to its words.
        said: its words, and who said them.
    """

    id: str | None
    url: str
    said: CreditedWords


class BriefScope(Struct, frozen=True):
    """A brief and what its page shows of it.

    Attributes:
        view: of the site.
        source: the brief with its words.
        path: of the page.
        entities: everyone and everything that the brief names, or credits with a quote or a term, by id.
        links: to each of them.
        roles: what each of them is, as the editor or the brief says, or None.
        slugs: the briefs that name each of them, newest first.
        quotes: its quotes by id, in the order of the text.
        key_quotes: those worth reading first, the most quotable first.
    """

    view: View
    source: BriefText
    path: str
    entities: Mapping[str, EntityHead]
    links: Mapping[str, EntityLink]
    roles: Mapping[str, str | None]
    slugs: Mapping[str, tuple[str, ...]]
    quotes: Mapping[str, BriefQuote]
    key_quotes: tuple[Utterance, ...]


def make_scope(view: View, source: BriefText, path: str) -> BriefScope:
    """Return the scope of a brief's page."""
    brief = source.brief
    ids = brief.entity_ids
    entities = {key: view.entity(key) for key in ids}
    links = {key: link_to(entity, path) for key, entity in entities.items()}
    lines = view.derived_one(QUOTE_LINES, brief.slug)
    return BriefScope(
        view=view,
        source=source,
        path=path,
        entities=entities,
        links=links,
        roles={key: view.role(key, brief.slug) for key in ids},
        slugs={key: view.slugs_of(key) for key in ids},
        quotes={quote.id: _quote(view, source, quote, lines[quote.id], links) for quote in brief.quotes},
        key_quotes=tuple(key_quotes(Utterance(source, quote) for quote in brief.quotes)),
    )


def shown_in_text(source: BriefText, quote: LinkedQuote) -> bool:
    """Return True if the text that the page shows has at least the beginning of one part of the quote."""
    return any(source.shows(span) for span in quote.content)


def _quote(
    view: View, source: BriefText, quote: LinkedQuote, line: QuoteLine, links: Mapping[str, EntityLink]
) -> BriefQuote:
    speakers = tuple([links[key] for key in quote.speaker_ids])
    return BriefQuote(
        id=None if shown_in_text(source, quote) else quote.id,
        url=urls.fragment_url(quote.id),
        said=credited_words(view, line, speakers),
    )
