"""The quote index: every quote of the site by speaker, on one page or on a page for each letter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby, islice

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import Utterance
from builder.edition.interface import Interface
from builder.edition.quote_shelves import UNNAMED, Group, ShelfLabel
from builder.edition.view import View
from builder.edition.wording import capitalize, one_line
from builder.pages.frame import make_frame
from builder.pages.links import EntityLink, entity_link, speaker_label
from builder.pages.page import HtmlContext, Page
from builder.pages.quotes.quotable import key_quotes
from builder.pages.quotes.quotations import Quotation, quotations
from builder.pages.quotes.quote_card import QuoteCard, quote_card

SPEAKERS_LISTED = 1200
"""How many speakers the first of several pages names: those with the most quotes. Their letters have them all."""
NEWEST_SHOWN = 6
"""How many quotes that page begins with."""


class SpeakerGroup(Struct, frozen=True):
    """The quotes of one speaker, or of several jointly.

    Attributes:
        id: its anchor, or None where the speaker is no entity.
        speakers: empty where the speaker is no entity.
        by: the speakers in words; "" where nobody is named.
        language: the tag of the language of an article's words for a speaker; None if it is the site's.
        quotes: newest brief first.
        total: how many there are, on other pages too.
        continued: whether the group began on an earlier page.
    """

    id: str | None
    speakers: tuple[EntityLink, ...]
    by: str
    language: str | None
    quotes: tuple[Quotation, ...]
    total: int
    continued: bool


class ShelfLink(Struct, frozen=True):
    """A way to a page of the quote index: ``label`` is its letter, or the part and its number."""

    label: str
    url: str
    current: bool


class Filters(Struct, frozen=True):
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


class QuoteIndexContext(HtmlContext, frozen=True):
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


class SpeakerRow(Struct, frozen=True):
    """A speaker, or several who speak jointly, with the way to their quotes."""

    name: str
    url: str
    quotes: int


class SpeakerShelf(Struct, frozen=True):
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


class QuoteSpeakersContext(HtmlContext, frozen=True):
    """The first page of a quote index of several pages: who speaks, and how often.

    Attributes:
        newest: the most quotable one of each of the newest briefs.
    """

    newest: tuple[QuoteCard, ...]
    shelves: tuple[SpeakerShelf, ...]
    filters: Filters


def quote_shelf_page(view: View, path: str) -> Page:
    """One page of quotes by speaker."""
    shelf, labels = view.shelf(path), view.shelf_labels
    label = shelf.label
    interface = view.interface
    part = _label(interface, label) if label.name else ""
    title = interface.say("nav.quotes") + (interface.say("page.colon") + part if part else "")
    if label.number > 1:
        title = interface.say("page.numbered", title=title, number=label.number)
    context = QuoteIndexContext(
        frame=make_frame(
            view,
            path,
            title,
            description=interface.say("quote.description"),
            section=urls.QUOTE_INDEX,
            styles=urls.QUOTE_STYLES,
            scripts=urls.QUOTE_SCRIPTS,
        ),
        part=part,
        groups=tuple(_group(view, path, group) for group in shelf.groups),
        shelves=_shelf_links(view, path, labels, label) if part else (),
        pages=_page_links(path, [other for other in labels if other.name == label.name]),
        filters=_filters(view, path, begun=not part),
    )
    return Page(path, "pages/quote_index.html", context)


def quote_speakers_page(view: View) -> Page:
    """The first of several pages of the quote index: who speaks, and how often."""
    path = urls.QUOTE_INDEX
    shelves = {label: view.shelf(label.path).groups for label in view.shelf_labels}
    groups = [group for found in shelves.values() for group in found if _is_listed(group)]
    listed = sorted(groups, key=lambda group: (-group.total, group.key))[:SPEAKERS_LISTED]
    keys = {group.key for group in listed}
    context = QuoteSpeakersContext(
        frame=make_frame(
            view,
            path,
            view.interface.say("nav.quotes"),
            description=view.interface.say("quote.speakers-description"),
            styles=urls.QUOTE_STYLES,
            scripts=urls.QUOTE_SCRIPTS,
        ),
        newest=tuple(quote_card(view, path, said) for said in islice(_quotable(view), NEWEST_SHOWN)),
        shelves=tuple(
            _speaker_shelf(view, {label: shelves[label] for label in found}, keys)
            for _, found in groupby(shelves, key=lambda label: label.name)
        ),
        filters=_filters(view, path, begun=False),
    )
    return Page(path, "pages/quote_speakers.html", context)


def _quotable(view: View) -> Iterator[Utterance]:
    """The most quotable quote of each brief, newest first."""
    for slug in view.slugs:
        source = view.brief(slug)
        yield from key_quotes(Utterance(source, quote) for quote in source.brief.quotes)[:1]


def _is_listed(group: Group) -> bool:
    """Return True for the first group of a speaker that is an entity."""
    return bool(group.speaker_ids) and not group.continued


def _speaker_shelf(
    view: View, found: Mapping[ShelfLabel, Sequence[Group]], listed: Container[object]
) -> SpeakerShelf:
    path = urls.QUOTE_INDEX
    first = [(shelf, group) for shelf, groups in found.items() for group in groups if _is_listed(group)]
    return SpeakerShelf(
        label=_label(view.interface, next(iter(found))),
        quotes=sum(shelf.quotes for shelf in found),
        speakers=len(first),
        pages=tuple(
            ShelfLink(str(shelf.number), urls.relative_url(path, shelf.path), current=False)
            for shelf in found
        ),
        rows=tuple(
            SpeakerRow(
                view.interface.names([view.entity(entity_id).name for entity_id in group.speaker_ids]),
                urls.relative_url(path, shelf.path, urls.speaker_anchor(group.speaker_ids)),
                group.total,
            )
            for shelf, group in first
            if group.key in listed
        ),
    )


def _group(view: View, path: str, group: Group) -> SpeakerGroup:
    first = view.quote(group.quotes[0])
    return SpeakerGroup(
        id=urls.speaker_anchor(group.speaker_ids) if group.speaker_ids else None,
        speakers=tuple(entity_link(view, path, entity_id) for entity_id in group.speaker_ids),
        by=capitalize(one_line(speaker_label(view, first))),
        language=None if group.speaker_ids else view.foreign(first.language),
        quotes=quotations(view, path, group.quotes, anchored=True),
        total=group.total,
        continued=group.continued,
    )


def _label(interface: Interface, shelf: ShelfLabel) -> str:
    if shelf.letter:
        return shelf.letter
    return interface.say("quote.unnamed" if shelf.name == UNNAMED else "quote.unknown")


def _shelf_links(
    view: View, path: str, shelves: Sequence[ShelfLabel], current: ShelfLabel
) -> tuple[ShelfLink, ...]:
    first = [shelf for shelf in shelves if shelf.number == 1]
    return tuple(
        ShelfLink(
            _label(view.interface, shelf), urls.relative_url(path, shelf.path), shelf.name == current.name
        )
        for shelf in first
    )


def _page_links(path: str, shelves: Sequence[ShelfLabel]) -> tuple[ShelfLink, ...]:
    if len(shelves) < 2:
        return ()
    return tuple(
        ShelfLink(str(shelf.number), urls.relative_url(path, shelf.path), shelf.path == path)
        for shelf in shelves
    )


def _filters(view: View, path: str, *, begun: bool) -> Filters:
    return Filters(
        data_url=urls.relative_url(path, urls.QUOTES_SCRIPT),
        root_url=urls.root_url(path),
        total=sum(label.quotes for label in view.shelf_labels),
        dated=view.claims.dated,
        begun=begun,
        site_title=view.words.title,
    )
