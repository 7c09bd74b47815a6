"""The timeline: the dated briefs, and the dates that they tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from builder.edition import urls
from builder.edition.catalog import BriefText, Catalog
from builder.edition.wording import DateWords, date_words, shorten
from builder.pages.charts.strip import Period, StripBar, TimeStrip, period_of
from builder.pages.frame import Framer
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page

ENTRIES = 300
"""How many entries a page of the timeline lists before it is divided into years, years into months, and months into
pages by number."""
SENTENCE_LIMIT = 180
_TITLE = "Timeline"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something on the timeline.

    Attributes:
        date: of a brief, or told by one.
        text: the headline, or the sentence that tells of the date.
        url: leads to the brief, or to the very words.
        told_in: the headline of the brief that tells of it; None for a brief itself.
    """

    date: DateWords
    text: str
    url: str
    told_in: str | None


@dataclass(frozen=True, slots=True)
class TimelineGroup:
    """The entries of one month, or those of a year that name no month.

    Attributes:
        url: the page that lists them where this one does not, else None.
        count: how many there are.
    """

    id: str
    date: DateWords
    url: str | None
    count: int
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """The months of a year, latest first."""

    id: str
    label: str
    months: tuple[TimelineGroup, ...]


@dataclass(frozen=True, slots=True)
class TimelineContext(HtmlContext):
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


@dataclass(frozen=True, slots=True)
class _Dated:
    """An entry that is not yet on a page: the brief, the fragment of its page, the words."""

    period: Period
    source: BriefText
    fragment: str
    text: str
    is_told: bool

    @property
    def month(self) -> str:
        """``2014-01``, or the year alone where no more is known; a week belongs to the month of its Monday."""
        iso = self.period.date.iso
        return date.fromordinal(self.period.first).isoformat()[:7] if "W" in iso else iso[:7]


def timeline_pages(catalog: Catalog, framer: Framer) -> Iterator[Page]:
    """The timeline, on as many pages as it takes."""
    yield from _pages(framer, urls.TIMELINE, None, _entries(catalog))


def _pages(framer: Framer, path: str, part: str | None, entries: Sequence[_Dated]) -> Iterator[Page]:
    """A page with all its entries, or one that leads to the pages of its parts."""
    size = len("2014") if part is None else len("2014-01")
    if len(entries) <= ENTRIES:
        yield _page(framer, path, part, entries, entries)
    elif part is not None and len(part) >= size:
        yield from _numbered(framer, part, part, entries)
    else:
        yield _page(framer, path, part, entries, entries, divided=size)
        for period, group in groupby(entries, key=lambda entry: entry.month[:size]):
            inside = list(group)
            if period != part:
                yield from _pages(framer, urls.timeline_path(period), period, inside)
            elif len(inside) > ENTRIES:
                yield from _numbered(framer, _name(period, part), part, inside)


def _numbered(framer: Framer, name: str, part: str | None, entries: Sequence[_Dated]) -> Iterator[Page]:
    """As many pages as it takes of entries that have no parts."""

    def path_of(number: int) -> str:
        return urls.timeline_path(name, number)

    starts = range(0, len(entries), ENTRIES)
    for number, start in enumerate(starts, start=1):
        shown = entries[start : start + ENTRIES]
        pager = make_pager(path_of, number, len(starts))
        yield _page(framer, path_of(number), part, entries, shown, pager=pager)


def _page(
    framer: Framer,
    path: str,
    part: str | None,
    entries: Sequence[_Dated],
    shown: Sequence[_Dated],
    *,
    divided: int | None = None,
    pager: Pager | None = None,
) -> Page:
    words = date_words(part)
    title = f"{_TITLE}: {words.words}" if words is not None else _TITLE
    title += f", page {pager.number}" if pager is not None and pager.number > 1 else ""
    years = tuple(_years(path, part, shown, divided=divided))
    told = sum(entry.is_told for entry in entries)
    context = TimelineContext(
        frame=framer.frame(
            path,
            title,
            description="The briefs by date, and the dates that they tell of.",
            section=urls.TIMELINE,
            styles=(urls.LISTS_STYLE, urls.CHARTS_STYLE, *(urls.INDEX_STYLES if pager is not None else ())),
        ),
        part=words.words if words is not None else None,
        whole_url=urls.relative_url(path, urls.TIMELINE),
        strip=_strip(years),
        briefs=len(entries) - told,
        told=told,
        years=years,
        pager=pager,
    )
    return Page(path, "pages/timeline.html", context)


def _years(
    path: str, part: str | None, shown: Sequence[_Dated], *, divided: int | None
) -> Iterator[TimelineYear]:
    """The years of a page, with the months that it lists or leads to."""
    for year, group in groupby(shown, key=lambda entry: entry.month[:4]):
        months = groupby(group, key=lambda entry: entry.month[: divided or None])
        groups = tuple(
            _group(path, month, list(inside), part=part, divided=divided) for month, inside in months
        )
        yield TimelineYear(urls.period_anchor(year), year, groups)


def _name(period: str, part: str | None) -> str:
    """What a part is called in its address: entries of a year that name no month have an address beside the year's."""
    return f"{period}-no-month" if period == part else period


def _group(
    path: str, period: str, entries: Sequence[_Dated], *, part: str | None, divided: int | None
) -> TimelineGroup:
    elsewhere = divided is not None and (period != part or len(entries) > ENTRIES)
    return TimelineGroup(
        id=urls.period_anchor(period) if len(period) > 4 else f"{urls.period_anchor(period)}-all",
        date=date_words(period) or DateWords(period, period),
        url=urls.relative_url(path, urls.timeline_path(_name(period, part))) if elsewhere else None,
        count=len(entries),
        entries=() if elsewhere else tuple(_entry(path, entry) for entry in entries),
    )


def _entry(path: str, entry: _Dated) -> TimelineEntry:
    brief = entry.source.brief
    return TimelineEntry(
        entry.period.date,
        entry.text,
        urls.relative_url(path, urls.brief_path(brief.slug), entry.fragment),
        brief.headline if entry.is_told else None,
    )


def _strip(years: Sequence[TimelineYear]) -> TimeStrip | None:
    """A bar for each month or year, leading to the part of the page that lists what it counts."""
    bars = []
    for year in reversed(years):
        for month in reversed(year.months):
            period = period_of(month.date.iso)
            if period is not None:
                text = f"{month.count:,} {'entry' if month.count == 1 else 'entries'}"
                bars.append(StripBar(period, month.count, text, month.url or f"#{month.id}"))
    return TimeStrip(tuple(bars), ()) if len(bars) > 1 else None


def _entries(catalog: Catalog) -> list[_Dated]:
    """Every entry, the latest first; what is known to the year alone stands before its months."""
    found = []
    for slug, source in catalog.briefs.items():
        period = period_of(source.brief.date) if source.brief.date else None
        if period is not None:
            found.append(_Dated(period, source, "", source.brief.headline, is_told=False))
        seen = {source.brief.date}
        for sentence, mentions in catalog.dated[slug].items():
            for mention in mentions:
                told = period_of(mention.value or "")
                if told is not None and mention.value not in seen:
                    seen.add(mention.value)
                    text = shorten(sentence.of(source.text), limit=SENTENCE_LIMIT)
                    found.append(_Dated(told, source, mention.anchor, text, is_told=True))
    return sorted(
        found,
        key=lambda one: (one.month[:4], one.month if len(one.month) > 4 else "~", one.period.first),
        reverse=True,
    )
