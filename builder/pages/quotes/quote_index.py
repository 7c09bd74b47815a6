"""The quote index: every quote of the site by speaker, on one page or on a page for each letter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from builder.edition import urls
from builder.edition.catalog import Catalog, Utterance
from builder.edition.shelves import UNNAMED, Group, Shelf
from builder.edition.wording import capitalize, one_line
from builder.pages.frame import Framer
from builder.pages.links import EntityLink, QuoteCard, entity_link, quote_card, speaker_label
from builder.pages.page import HtmlContext, Page
from builder.pages.quotes.quotable import key_quotes

SPEAKERS_LISTED = 1200
"""How many speakers the first of several pages names: those with the most quotes. Their letters have them all."""
NEWEST_SHOWN = 6
"""How many quotes that page begins with."""


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """The quotes of one speaker, or of several jointly.

    Attributes:
        id: its anchor, or None where the speaker is no entity.
        speakers: empty where the speaker is no entity.
        by: the speakers in words; "" where nobody is named.
        quotes: newest brief first.
        total: how many there are, on other pages too.
        continued: whether the group began on an earlier page.
    """

    id: str | None
    speakers: tuple[EntityLink, ...]
    by: str
    quotes: tuple[QuoteCard, ...]
    total: int
    continued: bool


@dataclass(frozen=True, slots=True)
class ShelfLink:
    """A way to a page of the quote index: ``label`` is its letter, or the part and its number."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What the filters need to know of their page.

    Attributes:
        data_url: leads to all quotes as a script; ``root_url`` leads from the page to the site's root.
        total: how many quotes the site has.
        dated: whether any brief has a date, so that quotes can be ordered and chosen by it.
        begun: whether the filters stand open from the beginning.
        site_title: whom a citation names where an article has neither author nor source.
    """

    data_url: str
    root_url: str
    total: int
    dated: bool
    begun: bool
    site_title: str


@dataclass(frozen=True, slots=True)
class QuoteIndexContext(HtmlContext):
    """A page of quotes by speaker.

    Attributes:
        part: the letter or the part of the index that the page shows; "" where it shows all.
        shelves: the letters and parts; empty where one page shows all.
        pages: the pages of this letter, where there are several.
    """

    part: str
    groups: tuple[SpeakerGroup, ...]
    shelves: tuple[ShelfLink, ...]
    pages: tuple[ShelfLink, ...]
    filters: Filters


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker, or several who speak jointly, with the way to their quotes."""

    name: str
    url: str
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerShelf:
    """The speakers of one letter, or a part of the index without speakers to list.

    Attributes:
        quotes: how many it holds; ``speakers`` counts those who speak there.
        pages: the ways to its pages.
        rows: the speakers; of very many those with the most quotes.
    """

    label: str
    quotes: int
    speakers: int
    pages: tuple[ShelfLink, ...]
    rows: tuple[SpeakerRow, ...]


@dataclass(frozen=True, slots=True)
class QuoteSpeakersContext(HtmlContext):
    """The first page of a quote index of several pages: who speaks, and how often.

    Attributes:
        newest: the most quotable one of each of the newest briefs.
    """

    newest: tuple[QuoteCard, ...]
    shelves: tuple[SpeakerShelf, ...]
    filters: Filters


def quote_index_pages(catalog: Catalog, framer: Framer, shelves: Sequence[Shelf]) -> Iterator[Page]:
    """Every page of the quote index."""
    total = sum(len(group.utterances) for shelf in shelves for group in shelf.groups)
    if any(shelf.path != urls.QUOTE_INDEX for shelf in shelves):
        yield _speakers_page(catalog, framer, shelves, total)
    for shelf in shelves:
        yield _shelf_page(catalog, framer, shelves, shelf, total)


def _shelf_page(catalog: Catalog, framer: Framer, shelves: Sequence[Shelf], shelf: Shelf, total: int) -> Page:
    path, part = shelf.path, _label(shelf) if shelf.name else ""
    title = f"Quotes: {part}" if part else "Quotes"
    title += f", page {shelf.number}" if shelf.number > 1 else ""
    context = QuoteIndexContext(
        frame=framer.frame(
            path,
            title,
            description="Every quotation in the briefs, by speaker.",
            section=urls.QUOTE_INDEX,
            styles=urls.QUOTE_STYLES,
            scripts=urls.QUOTE_SCRIPTS,
        ),
        part=part,
        groups=tuple(_group(catalog, path, group) for group in shelf.groups),
        shelves=_shelf_links(path, shelves, shelf) if part else (),
        pages=_page_links(path, [other for other in shelves if other.name == shelf.name]),
        filters=_filters(framer, path, total, begun=not part),
    )
    return Page(path, "pages/quote_index.html", context)


def _speakers_page(catalog: Catalog, framer: Framer, shelves: Sequence[Shelf], total: int) -> Page:
    path = urls.QUOTE_INDEX
    groups = [
        group for shelf in shelves for group in shelf.groups if group.speaker_ids and not group.continued
    ]
    listed = sorted(groups, key=lambda group: (-group.total, group.key))[:SPEAKERS_LISTED]
    keys = {group.key for group in listed}
    context = QuoteSpeakersContext(
        frame=framer.frame(
            path,
            "Quotes",
            description="Everyone whom the briefs quote, with the way to their words.",
            styles=urls.QUOTE_STYLES,
            scripts=urls.QUOTE_SCRIPTS,
        ),
        newest=tuple(quote_card(catalog, path, said) for said in islice(_quotable(catalog), NEWEST_SHOWN)),
        shelves=tuple(
            _speaker_shelf(catalog, tuple(found), keys)
            for _, found in groupby(shelves, key=lambda shelf: shelf.name)
        ),
        filters=_filters(framer, path, total, begun=False),
    )
    return Page(path, "pages/quote_speakers.html", context)


def _quotable(catalog: Catalog) -> Iterator[Utterance]:
    """The most quotable quote of each brief, newest first."""
    for source in catalog.briefs.values():
        yield from key_quotes(Utterance(source, quote) for quote in source.brief.quotes)[:1]


def _speaker_shelf(catalog: Catalog, found: Sequence[Shelf], listed: Container[object]) -> SpeakerShelf:
    path = urls.QUOTE_INDEX
    groups = [(shelf, group) for shelf in found for group in shelf.groups]
    first = [(shelf, group) for shelf, group in groups if group.speaker_ids and not group.continued]
    return SpeakerShelf(
        label=_label(found[0]),
        quotes=sum(len(group.utterances) for _, group in groups),
        speakers=len(first),
        pages=tuple(
            ShelfLink(str(shelf.number), urls.relative_url(path, shelf.path), current=False)
            for shelf in found
        ),
        rows=tuple(
            SpeakerRow(
                speaker_label(catalog, group.utterances[0]),
                urls.relative_url(path, shelf.path, urls.speaker_anchor(group.speaker_ids)),
                group.total,
            )
            for shelf, group in first
            if group.key in listed
        ),
    )


def _group(catalog: Catalog, path: str, group: Group) -> SpeakerGroup:
    return SpeakerGroup(
        id=urls.speaker_anchor(group.speaker_ids) if group.speaker_ids else None,
        speakers=tuple(entity_link(catalog, path, entity_id) for entity_id in group.speaker_ids),
        by=capitalize(one_line(speaker_label(catalog, group.utterances[0]))),
        quotes=tuple(
            quote_card(
                catalog, path, said, anchor=urls.quote_index_anchor(said.source.brief.slug, said.quote.id)
            )
            for said in group.utterances
        ),
        total=group.total,
        continued=group.continued,
    )


def _label(shelf: Shelf) -> str:
    if shelf.letter:
        return shelf.letter
    return "Unnamed sources" if shelf.name == UNNAMED else "Speaker not identified"


def _shelf_links(path: str, shelves: Sequence[Shelf], current: Shelf) -> tuple[ShelfLink, ...]:
    first = [shelf for shelf in shelves if shelf.number == 1]
    return tuple(
        ShelfLink(_label(shelf), urls.relative_url(path, shelf.path), shelf.name == current.name)
        for shelf in first
    )


def _page_links(path: str, shelves: Sequence[Shelf]) -> tuple[ShelfLink, ...]:
    if len(shelves) < 2:
        return ()
    return tuple(
        ShelfLink(str(shelf.number), urls.relative_url(path, shelf.path), shelf.path == path)
        for shelf in shelves
    )


def _filters(framer: Framer, path: str, total: int, *, begun: bool) -> Filters:
    return Filters(
        data_url=urls.relative_url(path, urls.QUOTES_SCRIPT),
        root_url=urls.root_url(path),
        total=total,
        dated=framer.claims.dated,
        begun=begun,
        site_title=framer.site.title,
    )
