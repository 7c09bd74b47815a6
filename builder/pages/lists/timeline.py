"""The timeline: the dated briefs, and the dates that they tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from builder.edition import timeline_parts, urls
from builder.edition.interface import DateWords, Interface
from builder.edition.periods import period_of
from builder.edition.timeline_parts import DatedEntry, TimelinePart, part_name
from builder.edition.view import View
from builder.pages.charts.strip import StripBar, TimeStrip
from builder.pages.frame import make_frame
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page


class TimelineEntry(Struct, frozen=True):
    """Something on the timeline.

    Attributes:
        text: the headline, or the sentence that tells of the date.
        url: leads to the brief, or to the very words.
        told_in: the headline of the brief that tells of it; None for a brief itself.
        language, told_in_language: the tags of the languages of ``text`` and of that headline; None for the site's.
    """

    text: str
    url: str
    told_in: str | None
    language: str | None
    told_in_language: str | None


class TimelineDate(Struct, frozen=True):
    """The entries of one date."""

    date: DateWords
    entries: tuple[TimelineEntry, ...]


class TimelineGroup(Struct, frozen=True):
    """The entries of one month, or those of a year that name no month.

    Attributes:
        url: the page that lists them where this one does not, else None.
        count: how many there are.
        dates: empty if another page lists them.
    """

    id: str
    date: DateWords
    url: str | None
    count: int
    dates: tuple[TimelineDate, ...]


class TimelineYear(Struct, frozen=True):
    """The months of a year, latest first."""

    id: str
    label: str
    months: tuple[TimelineGroup, ...]


class TimelineContext(HtmlContext, frozen=True):
    """A page of the timeline.

    Attributes:
        part: the year or month of a part of a long timeline, with ``whole_url`` leading to the whole; else None.
        strip: the picture of how many entries fall when; None where one bar would be all of it.
        briefs, told: how many entries are briefs, and how many are dates told in them, on all pages of the part.
        pager: the pages of a month, or of what names no month, where it has several.
    """

    part: str | None
    whole_url: str
    strip: TimeStrip | None
    briefs: int
    told: int
    years: tuple[TimelineYear, ...]
    pager: Pager | None


def timeline_page(view: View, path: str) -> Page:
    """One page of the timeline."""
    whole = view.timeline_part(path)
    pager = None
    if whole.pages > 1:
        pager = make_pager(lambda number: urls.timeline_path(whole.name, number), whole.number, whole.pages)
    interface = view.interface
    words = interface.date(whole.part)
    title = interface.say("nav.timeline")
    title += interface.say("page.colon") + words.words if words is not None else ""
    if whole.number > 1:
        title = interface.say("page.numbered", title=title, number=whole.number)
    years = tuple(_years(view, whole))
    context = TimelineContext(
        frame=make_frame(
            view,
            path,
            title,
            description=interface.say("timeline.description"),
            section=urls.TIMELINE,
            styles=(urls.LISTS_STYLE, urls.CHARTS_STYLE, *(urls.INDEX_STYLES if pager is not None else ())),
        ),
        part=words.words if words is not None else None,
        whole_url=urls.relative_url(path, urls.TIMELINE),
        strip=_strip(interface, years),
        briefs=whole.briefs,
        told=whole.told,
        years=years,
        pager=pager,
    )
    return Page(path, "pages/timeline.html", context)


def _years(view: View, whole: TimelinePart) -> Iterator[TimelineYear]:
    """Yield the years of a page, with the months that it lists or leads to."""
    for year, group in groupby(whole.entries, key=lambda entry: entry.month[:4]):
        months = groupby(group, key=lambda entry: entry.month[: whole.divided or None])
        groups = tuple(_group(view, whole, month, list(inside)) for month, inside in months)
        yield TimelineYear(urls.period_anchor(year), year, groups)


def _group(view: View, whole: TimelinePart, period: str, entries: Sequence[DatedEntry]) -> TimelineGroup:
    interface, path, part = view.interface, whole.path, whole.part
    elsewhere = whole.divided is not None and (period != part or len(entries) > timeline_parts.ENTRIES)
    return TimelineGroup(
        id=urls.period_anchor(period) if len(period) > 4 else f"{urls.period_anchor(period)}-all",
        date=interface.date(period) or DateWords(period, period),
        url=urls.relative_url(path, urls.timeline_path(part_name(period, part))) if elsewhere else None,
        count=len(entries),
        dates=() if elsewhere else tuple(_dates(view, path, entries)),
    )


def _dates(view: View, path: str, entries: Sequence[DatedEntry]) -> Iterator[TimelineDate]:
    interface = view.interface
    for date, group in groupby(entries, key=lambda entry: entry.period.date):
        yield TimelineDate(
            interface.date(date) or DateWords(date, date), tuple(_entry(view, path, entry) for entry in group)
        )


def _entry(view: View, path: str, entry: DatedEntry) -> TimelineEntry:
    headline_language = view.foreign(entry.headline_language)
    return TimelineEntry(
        text=entry.text,
        url=urls.relative_url(path, urls.brief_path(entry.slug), entry.fragment),
        told_in=entry.headline if entry.is_told else None,
        language=view.foreign(entry.language) if entry.is_told else headline_language,
        told_in_language=headline_language if entry.is_told else None,
    )


def _strip(interface: Interface, years: Sequence[TimelineYear]) -> TimeStrip | None:
    """A bar for each month or year, leading to the part of the page that lists what it counts."""
    bars = []
    for year in reversed(years):
        for month in reversed(year.months):
            period = period_of(month.date.iso)
            if period is not None:
                text = interface.counted("entry", month.count)
                bars.append(StripBar(period, month.count, text, month.url or f"#{month.id}"))
    return TimeStrip(tuple(bars), ()) if len(bars) > 1 else None
