"""Lists of quotes outside their articles: on the pages of entities, and in the quote index."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import QuoteRef
from builder.edition.quote_lines import QuoteLine
from builder.edition.view import View
from builder.pages.links import BriefLink, brief_link, entity_link
from builder.pages.quotes.credited_words import CreditedWords, credited_words


class Quotation(Struct, frozen=True):
    """A quote of a list.

    Attributes:
        id: its anchor on the page, to which ``id_url`` leads; both are None without one.
        said: its words, and who said them.
        brief: None if it is the brief of the quote before it in the list.
        url: leads to the very words.
        author: who wrote or published the article, if it says so; None too if ``brief`` is.
    """

    id: str | None
    id_url: str | None
    said: CreditedWords
    brief: BriefLink | None
    url: str
    author: str | None


def quotations(
    view: View, path: str, quotes: Iterable[QuoteRef], *, anchored: bool = False
) -> tuple[Quotation, ...]:
    """Return the quotes of a list, in which those of one brief follow each other.

    Args:
        view: what the site knows.
        path: of the page.
        quotes: in the order of the list.
        anchored: True if they have anchors on the page.
    """
    found: list[Quotation] = []
    brief: BriefLink | None = None
    refs = tuple(quotes)
    for ref, quote in zip(refs, view.quotes(refs), strict=True):
        is_same = brief is not None and brief.slug == ref.slug
        if brief is None or not is_same:
            brief = brief_link(view, view.brief_head(ref.slug), path)
        anchor = urls.quote_index_anchor(ref.slug, ref.quote_id) if anchored else None
        found.append(_quotation(view, path, ref, quote, brief, anchor=anchor, is_same=is_same))
    return tuple(found)


def _quotation(
    view: View,
    path: str,
    ref: QuoteRef,
    quote: QuoteLine,
    brief: BriefLink,
    *,
    anchor: str | None,
    is_same: bool,
) -> Quotation:
    speakers = tuple(entity_link(view, path, entity_id) for entity_id in quote.speaker_ids)
    return Quotation(
        id=anchor,
        id_url=None if anchor is None else urls.url_at("", anchor),
        said=credited_words(view, quote, speakers),
        brief=None if is_same else brief,
        url=urls.url_at(brief.url, ref.quote_id),
        author=None if is_same else quote.author,
    )
