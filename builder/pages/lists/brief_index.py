"""The index of briefs: all of them, the newest first, on as many pages as it takes."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from builder.edition import urls
from builder.edition.interface import Interface
from builder.edition.view import View
from builder.pages.frame import make_frame
from builder.pages.lists.indexes import BriefCard, brief_cards
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, NavLink, Page

BRIEFS_PER_PAGE = 50
UNDATED = "Undated"
"""The year of briefs without a date, in anchors."""


class YearGroup(Struct, frozen=True):
    """The briefs of one year on one page, newest first.

    Attributes:
        label: the year, or the word for none.
        id: its anchor.
    """

    label: str
    id: str
    cards: tuple[BriefCard, ...]


class BriefIndexContext(HtmlContext, frozen=True):
    """One page of the index.

    Attributes:
        total: how many briefs there are on all pages.
        first, last: which of them this page shows, counted from 1.
        jumps: leads to where each year begins, on whatever page; empty where there is but one year.
    """

    total: int
    first: int
    last: int
    jumps: tuple[NavLink, ...]
    years: tuple[YearGroup, ...]
    pager: Pager | None


def brief_index_page(view: View, number: int) -> Page:
    """One page of the index; ``number`` counts from 1."""
    slugs, interface = view.slugs, view.interface
    years = view.years
    title = interface.say("nav.briefs")
    # Every page does this over all briefs: 10,000 of them have 200 pages.
    starts = {year or UNDATED: years.index(year) // BRIEFS_PER_PAGE + 1 for year in dict.fromkeys(years)}
    start = (number - 1) * BRIEFS_PER_PAGE
    end = start + BRIEFS_PER_PAGE
    part = [(year or UNDATED, slug) for year, slug in zip(years[start:end], slugs[start:end], strict=True)]
    path = urls.brief_list_path(number)
    here = {year for year, _ in part}
    context = BriefIndexContext(
        frame=make_frame(
            view,
            path,
            title if number == 1 else interface.say("page.numbered", title=title, number=number),
            description=interface.say("briefs.description", order=view.claims.order),
            section=urls.BRIEF_INDEX,
            styles=urls.INDEX_STYLES,
        ),
        total=len(slugs),
        first=start + 1,
        last=start + len(part),
        jumps=tuple(
            NavLink(
                _label(interface, label),
                urls.relative_url(path, urls.brief_list_path(page), urls.year_anchor(label)),
                current=label in here,
            )
            for label, page in starts.items()
            if len(starts) > 1
        ),
        years=tuple(
            YearGroup(
                _label(interface, label),
                urls.year_anchor(label),
                brief_cards(view, [slug for _, slug in group], path),
            )
            for label, group in groupby(part, key=itemgetter(0))
        ),
        pager=make_pager(urls.brief_list_path, number, (len(slugs) - 1) // BRIEFS_PER_PAGE + 1),
    )
    return Page(path, "pages/brief_index.html", context)


def _label(interface: Interface, year: str) -> str:
    return interface.say("briefs.undated") if year == UNDATED else year
