"""What of a brief there is to share: its card, and the pages of its key quotes.

Only a site with a public address has them: networks want absolute addresses of pages and pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.codec import Codec
from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.derivations import Derivation
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.model.annotations import QuoteKind
from builder.pages.links import speaker_label
from builder.pages.quotes.quotable import key_quotes

QUOTES_SHARED = 2
"""As many as a brief shows at a glance."""

LONGEST = 320
"""Characters of a quote that a card can still show whole."""


class SharedLink(Struct, frozen=True):
    """A link to the page of one quote."""

    words: str
    speaker: str
    url: str


class Share(Struct, frozen=True):
    """What a brief's page offers to be shared.

    Attributes:
        card_url: leads to the picture.
        language: the tag of the language of the quotes; None if it is the site's.
    """

    card_url: str
    language: str | None
    quotes: tuple[SharedLink, ...]


def make_share(view: View, source: BriefText, path: str) -> Share | None:
    """What the page of a brief offers; None where the site has no public address."""
    if not view.site_url:
        return None
    slug = source.brief.slug
    links = tuple(
        SharedLink(
            words=view.interface.quoted(quote_words(said)),
            speaker=speaker_label(view, said.quote),
            url=urls.relative_url(path, urls.shared_quote_path(slug, said.quote.id)),
        )
        for said in shared_quotes(source)
    )
    return Share(
        urls.relative_url(path, urls.brief_card_path(slug)), view.foreign(source.brief.language), links
    )


def shared_quotes(source: BriefText) -> tuple[Utterance, ...]:
    """The key quotes of a brief that stand alone: a sure speaker's own words, and not too many of them."""
    found = key_quotes(Utterance(source, quote) for quote in source.brief.quotes)
    return tuple(_fitting(found))[:QUOTES_SHARED]


def _shared_ids(source: BriefText) -> tuple[str, ...]:
    return tuple(said.quote.id for said in shared_quotes(source))


SHARED_IDS = Derivation(_shared_ids, Codec(tuple[str, ...]))
"""The ids of the quotes of a brief that have pages of their own."""


def _fitting(utterances: list[Utterance]) -> Iterator[Utterance]:
    for said in utterances:
        if said.quote.kind is not QuoteKind.INDIRECT and len(quote_words(said)) <= LONGEST:
            yield said
